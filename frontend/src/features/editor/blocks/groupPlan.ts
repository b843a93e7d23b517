/** What grouping a selection would make of the document, as it is told before it is done. */

import { type Boundary, boundaryOf, type Obstacle } from "@/graph/blocks/boundary";
import { type Candidate, candidates, proposedName } from "@/graph/blocks/candidates";
import {
  definitionOf,
  type Grouped,
  type GroupPlace,
  grouped,
  ownPlace,
} from "@/graph/blocks/grouping";
import { samePlaces } from "@/graph/blocks/sameness";
import { checkStore } from "@/graph/checkStore";
import { blocksOf, type Experiment, networkOf, rolesOf } from "@/graph/experiment";
import { placedAt } from "@/graph/sheet";
import type { Network } from "@/graph/types";

/** Layers in different networks are in the way too. */
export type InTheWay = Omit<Obstacle, "code"> & {
  readonly code: Obstacle["code"] | "networks" | "inside";
};

export interface Groupable {
  readonly role: string;
  readonly network: Network;
  readonly boundary: Boundary;
  readonly candidates: readonly Candidate[];
  readonly name: string;
}

/** A selection, by its names on the sheet, as a block; else what is in the way. */
export function groupable(experiment: Experiment, ids: readonly string[]): Groupable | InTheWay {
  const placed = ids.map((id) => placedAt({ document: experiment }, id));
  if (placed.some(({ name }) => name.includes("/"))) return { code: "inside", node: "", other: "" };
  const [role = "", ...others] = [...new Set(placed.map((each) => each.role))];
  if (others.length > 0) return { code: "networks", node: "", other: "" };
  const network = networkOf(experiment, role);
  const boundary = boundaryOf(
    network,
    placed.map(({ name }) => name),
  );
  if ("code" in boundary) return boundary;
  const { nodes } = boundary;
  return {
    role,
    network,
    boundary,
    candidates: candidates(network, nodes),
    name: proposedName(network, nodes, blocksOf(experiment)),
  };
}

export interface Wishes {
  readonly name: string;
  /** The names of the candidates that are to be parameters. */
  readonly parameters: ReadonlySet<string>;
  /** Whether other places with the same pattern are replaced too. */
  readonly everywhere: boolean;
}

export interface Plan extends Grouped {
  /** All places with the pattern; the selection is the first. */
  readonly places: readonly GroupPlace[];
}

export function planOf(experiment: Experiment, found: Groupable, wishes: Wishes): Plan {
  const { role, network, boundary } = found;
  const parameters = found.candidates.filter(({ name }) => wishes.parameters.has(name));
  const networks = Object.fromEntries(
    rolesOf(experiment).map((each) => [each, networkOf(experiment, each)]),
  );
  const own = ownPlace(role, boundary, parameters);
  const places = [own, ...samePlaces(networks, role, boundary, parameters)];
  const made = grouped(experiment, {
    name: wishes.name,
    block: definitionOf(network, boundary, parameters),
    places: wishes.everywhere ? places : [own],
    hasWeights,
  });
  return { ...made, places };
}

/** As the last check knows; what it does not know has some. */
function hasWeights(role: string, node: string): boolean {
  const report = checkStore.getState().answer?.networks[role]?.nodes[node];
  return report === undefined || report.parameters + report.buffers > 0;
}

/** How many layers or tiles lie on the canvas. */
export const countNodes = (experiment: Experiment): number =>
  rolesOf(experiment).reduce(
    (sum, role) => sum + Object.keys(networkOf(experiment, role).nodes).length,
    0,
  );

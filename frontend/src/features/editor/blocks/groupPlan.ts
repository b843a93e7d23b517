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
import { besides, groupedInside, handedOn } from "@/graph/blocks/groupingInside";
import { type OpenUse, openLevel } from "@/graph/blocks/opened";
import { samePlaces } from "@/graph/blocks/sameness";
import { checkStore } from "@/graph/checkStore";
import { blocksOf, type Experiment, networkOf, rolesOf } from "@/graph/experiment";
import { nameOf, partsOf, serverName, startOfPath } from "@/graph/sheet";
import type { Network } from "@/graph/types";

/** Layers in different networks, or on both sides of a frame, are in the way too. */
export type InTheWay = Omit<Obstacle, "code"> & {
  readonly code: Obstacle["code"] | "networks" | "inside";
};

export interface Groupable {
  readonly role: string;
  /** The use in whose block they stand; null where they stand in the network itself. */
  readonly open: OpenUse | null;
  /** Of the block around them: what fills fields of theirs. */
  readonly handed: readonly Candidate[];
  readonly network: Network;
  readonly boundary: Boundary;
  readonly candidates: readonly Candidate[];
  readonly name: string;
}

/** A selection, by its names on the sheet, as a block; else what is in the way. */
export function groupable(
  experiment: Experiment,
  ids: readonly string[],
  opened: OpenUse | null,
): Groupable | InTheWay {
  const parts = partsOf({ document: experiment, opened });
  const [part, ...others] = parts.filter(({ start }) =>
    ids.some((id) => startOfPath(id) === start),
  );
  if (others.length > 0)
    return { code: opened === null ? "networks" : "inside", node: "", other: "" };
  const role = part?.role ?? "";
  const network = part?.network ?? networkOf(experiment, role);
  const boundary = boundaryOf(network, ids.map(nameOf));
  if ("code" in boundary) return boundary;
  const { nodes } = boundary;
  const open = part?.use ? opened : null;
  const handed = open === null ? [] : handedOn(experiment, open, nodes);
  return {
    role,
    open,
    handed,
    network,
    boundary,
    candidates: besides(candidates(network, nodes), handed),
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
  /** So many layers stood there, and so many do then. */
  readonly counts: { readonly before: number; readonly after: number };
  /** All places with the pattern; the selection is the first. */
  readonly places: readonly GroupPlace[];
  /** Those of them that become the block. */
  readonly replaced: readonly GroupPlace[];
}

export function planOf(experiment: Experiment, found: Groupable, wishes: Wishes): Plan {
  const { role, network, boundary } = found;
  const parameters = found.candidates.filter(({ name }) => wishes.parameters.has(name));
  if (found.open !== null)
    return planInside(experiment, found, found.open, parameters, wishes.name);
  const networks = Object.fromEntries(
    rolesOf(experiment).map((each) => [each, networkOf(experiment, each)]),
  );
  const own = ownPlace(role, boundary, parameters);
  const places = [own, ...samePlaces(networks, role, boundary, parameters)];
  const replaced = wishes.everywhere ? places : [own];
  const made = grouped(experiment, {
    name: wishes.name,
    block: definitionOf(network, boundary, parameters),
    places: replaced,
    hasWeights,
  });
  const counts = { before: countNodes(experiment), after: countNodes(made.experiment) };
  return { ...made, places, replaced, counts };
}

/** Inside of a block the same pattern is not looked for elsewhere. */
function planInside(
  experiment: Experiment,
  { role, network, boundary, handed }: Groupable,
  open: OpenUse,
  parameters: readonly Candidate[],
  name: string,
): Plan {
  const made = groupedInside(experiment, open, { name, boundary, handed, parameters, hasWeights });
  const level = openLevel(experiment, open);
  const own = ownPlace(role, boundary, parameters);
  const named = [...own.nodes].map(
    ([id, node]) => [id, level === null ? node : serverName(level, node)] as const,
  );
  const before = Object.keys(network.nodes).length;
  const after = before - boundary.nodes.length + 1;
  const places = [{ ...own, nodes: new Map(named) }];
  return { ...made, places, replaced: places, counts: { before, after } };
}

/** As the last check knows; what it does not know has some. */
function hasWeights(role: string, node: string): boolean {
  const report = checkStore.getState().answer?.networks[role]?.nodes[node];
  return report === undefined || report.parameters + report.buffers > 0;
}

/** How many layers or tiles lie on the canvas. */
const countNodes = (experiment: Experiment): number =>
  rolesOf(experiment).reduce(
    (sum, role) => sum + Object.keys(networkOf(experiment, role).nodes).length,
    0,
  );

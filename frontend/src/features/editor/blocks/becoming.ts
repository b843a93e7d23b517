/** What grouping makes of each network on the canvas, to be told before it is done. */
import { argumentsOf } from "@/graph/blocks/definitions";
import { openLevel } from "@/graph/blocks/opened";
import { type Experiment, networkOf } from "@/graph/experiment";
import type { Layer, Network } from "@/graph/types";
import type { Groupable, Plan } from "./groupPlan";

export interface Becoming {
  readonly role: string;
  readonly before: Network;
  readonly after: Network;
  /** By the names of layers that are taken together: which place they belong to, from 0. */
  readonly taken: ReadonlyMap<string, number>;
  /** The names of the nodes that stand for them then. */
  readonly uses: ReadonlySet<string>;
}

/** Of the networks that change, the selection's first. */
export function becoming(experiment: Experiment, found: Groupable, plan: Plan): Becoming[] {
  const { open, role, network, boundary } = found;
  if (open !== null) {
    const after = openLevel(plan.experiment, open)?.network;
    if (after === undefined) return [];
    const uses = Object.keys(after.nodes).filter((name) => !Object.hasOwn(network.nodes, name));
    const taken = new Map(boundary.nodes.map((name) => [name, 0] as const));
    return [{ role, before: network, after, taken, uses: new Set(uses) }];
  }
  const roles = [...new Set(plan.replaced.map((place) => place.role))];
  return roles.map((each) => ({
    role: each,
    before: networkOf(experiment, each),
    after: networkOf(plan.experiment, each),
    taken: new Map(
      plan.replaced.flatMap((place, at) =>
        place.role === each ? [...place.nodes.values()].map((name) => [name, at] as const) : [],
      ),
    ),
    uses: new Set(plan.uses.filter((use) => use.role === each).map(({ name }) => name)),
  }));
}

/** What a use gives the block: `channels 16, stride 2`. */
export function held(layer: Layer): string {
  return Object.entries(argumentsOf(layer))
    .map(([name, value]) => `${name} ${value}`)
    .join(", ");
}

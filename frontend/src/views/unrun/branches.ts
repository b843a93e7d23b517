/** Nodes that join several branches by their channels: how many each of them brings. */
import { planOrder } from "@/graph/order";
import type { Network } from "@/graph/types";
import type { CheckedNetwork } from "@/schema/checked";

export interface Branching {
  readonly node: string;
  /** Channels of each branch, in the order of the wires. */
  readonly channels: readonly number[];
}

/** What is looked at is what a node makes of several wires into one port, where the channels add up. */
function joined(checked: CheckedNetwork, path: string): readonly number[] {
  const { given = {}, outputs = {} } = checked.nodes[path] ?? {};
  const [arriving = []] = Object.values(given);
  const channels = arriving.map(({ sides }) => Number(sides[0]));
  const [out] = Object.values(outputs);
  const sum = channels.reduce((total, each) => total + each, 0);
  return channels.length > 1 && out?.kind === "image" && sum === Number(out.sides[0])
    ? channels
    : [];
}

/** In the order of the plan: nodes of the network itself, and of each block the last one inside that joins branches. */
export function branchesOf(network: Network, checked: CheckedNetwork | undefined): Branching[] {
  if (checked === undefined) return [];
  const inside = new Map<string, readonly number[]>();
  for (const path of Object.keys(checked.nodes)) {
    const channels = joined(checked, path);
    if (channels.length > 0) inside.set(path.split("/")[0] ?? path, channels);
  }
  return planOrder(network).flatMap((node) => {
    const channels = inside.get(node);
    return channels === undefined ? [] : [{ node, channels }];
  });
}

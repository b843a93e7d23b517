/** What is the same in two documents: tiles of a run belong to unchanged nodes only. */
import { topological, wiresOf } from "./order";
import type { Layer, Network } from "./types";

export function sameLayer(one: Layer, other: Layer): boolean {
  if (one === other) return true;
  const fields = new Set([...Object.keys(one), ...Object.keys(other)]);
  return [...fields].every((field) => JSON.stringify(one[field]) === JSON.stringify(other[field]));
}

/** The nodes whose layer and everything before it are as they were in the snapshot. */
export function unchangedNodes(network: Network, snapshot: Network): ReadonlySet<string> {
  const now = wiresOf(network).into;
  const then = wiresOf(snapshot).into;
  const same = new Set<string>();
  for (const id of topological(network)) {
    const [node, old] = [network.nodes[id], snapshot.nodes[id]];
    if (!node || !old || !sameLayer(node.layer, old.layer)) continue;
    const [sources, before] = [now.get(id) ?? [], then.get(id) ?? []];
    const wired = sources.length === before.length && sources.every((s, i) => s === before[i]);
    if (wired && sources.every((source) => same.has(source))) same.add(id);
  }
  return same;
}

/** True when both compute the same: places on the canvas are free to differ. */
export function sameNetwork(network: Network, snapshot: Network): boolean {
  if (network === snapshot) return true;
  const count = Object.keys(network.nodes).length;
  return (
    count === Object.keys(snapshot.nodes).length &&
    network.edges.length === snapshot.edges.length &&
    unchangedNodes(network, snapshot).size === count
  );
}

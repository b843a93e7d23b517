/** Skip connections: wires into a sum that come by a shorter way than its main one. */
import { topological, wiresOf } from "../order";
import { type Edge, edgeId, type Network } from "../types";

const SUM = "add";

/** Of each layer, over how many others what it gives has come at most. */
function depths(network: Network): ReadonlyMap<string, number> {
  const { into } = wiresOf(network);
  const depth = new Map<string, number>();
  for (const id of topological(network))
    depth.set(id, 1 + Math.max(-1, ...(into.get(id) ?? []).map((from) => depth.get(from) ?? 0)));
  return depth;
}

/** By `edgeId`. */
export function skipsIn(network: Network): ReadonlySet<string> {
  const sums = new Map<string, Edge[]>();
  for (const edge of network.edges) {
    if (network.nodes[edge.target]?.layer.kind !== SUM) continue;
    sums.set(edge.target, [...(sums.get(edge.target) ?? []), edge]);
  }
  const skips = new Set<string>();
  if (sums.size === 0) return skips;
  const depth = depths(network);
  for (const wires of sums.values()) {
    const far = (edge: Edge) => depth.get(edge.source) ?? 0;
    const longest = Math.max(...wires.map(far));
    for (const wire of wires) if (far(wire) < longest) skips.add(edgeId(wire));
  }
  return skips;
}

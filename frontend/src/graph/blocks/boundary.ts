/** Whether a selection can stand as one node: one way in and one way out, or what is in the way. */
import { layerSpec } from "../catalogue";
import { planOrder } from "../order";
import { givesWires, type PortRef, samePort, sourcePort, takesWires } from "../ports";
import type { Network } from "../types";

/** Why a selection can't be a block; `node` is in the way, with what it `other`wise is joined to. */
export interface Obstacle {
  readonly code: "nothing" | "end" | "unfed" | "entries" | "exits" | "dead_end";
  readonly node: string;
  readonly other: string;
}

/** Where a selection begins and ends. */
export interface Boundary {
  /** As the plan runs them. */
  readonly nodes: readonly string[];
  /** What arrives; outside of it. */
  readonly entry: PortRef;
  /** What leaves; one of its own. */
  readonly exit: PortRef;
}

/** One way in and one way out make a block; else what is in the way. */
export function boundaryOf(network: Network, ids: readonly string[]): Boundary | Obstacle {
  const chosen = new Set(ids.filter((id) => Object.hasOwn(network.nodes, id)));
  const nodes = planOrder(network).filter((id) => chosen.has(id));
  if (nodes.length === 0) return { code: "nothing", node: "", other: "" };
  const kindOf = (id: string) => network.nodes[id]?.layer.kind ?? "";
  const end = nodes.find((id) => !takesWires(kindOf(id)) || !givesWires(kindOf(id)));
  if (end !== undefined) return { code: "end", node: end, other: "" };
  const unfed = nodes.find((id) => !network.edges.some(({ target }) => target === id));
  if (unfed !== undefined) return { code: "unfed", node: unfed, other: "" };
  const place = new Map(nodes.map((id, at) => [id, at]));
  const entering = network.edges
    .filter(({ source, target }) => chosen.has(target) && !chosen.has(source))
    .toSorted((one, other) => (place.get(one.target) ?? 0) - (place.get(other.target) ?? 0));
  const [first] = entering;
  if (first === undefined) return { code: "unfed", node: nodes[0] ?? "", other: "" };
  const entry = sourcePort(first);
  const second = entering.find((edge) => !samePort(sourcePort(edge), entry));
  if (second) return { code: "entries", node: second.target, other: second.source };
  const exit = exitOf(network, nodes, chosen);
  return "code" in exit ? exit : { nodes, entry, exit };
}

/** The last of those from which something leaves; one before it from which something leaves too is in the way. */
function exitOf(
  network: Network,
  nodes: readonly string[],
  chosen: ReadonlySet<string>,
): PortRef | Obstacle {
  const from = (id: string) => network.edges.filter(({ source }) => source === id);
  const ends = nodes.filter((id) => {
    const wires = from(id);
    return wires.length === 0 || wires.some(({ target }) => !chosen.has(target));
  });
  const last = ends.at(-1) ?? nodes.at(-1) ?? "";
  const outwards = (id: string) => from(id).filter(({ target }) => !chosen.has(target));
  for (const id of ends) {
    const [wire] = outwards(id);
    if (id !== last && wire) return { code: "exits", node: id, other: wire.target };
    if (id !== last) return { code: "dead_end", node: id, other: "" };
  }
  const [wire, ...others] = outwards(last);
  const port = wire ? sourcePort(wire) : { node: last, port: firstOutput(network, last) };
  const also = others.find((other) => !samePort(sourcePort(other), port));
  return also ? { code: "exits", node: last, other: also.target } : port;
}

const firstOutput = (network: Network, id: string): string =>
  layerSpec(network.nodes[id]?.layer.kind ?? "").outputs[0] ?? "out";

/** Where a unit is a class: in the answer, and in the layer that gives it its numbers. */
import { layerSpec } from "./catalogue";
import { firstPort, sourcePort } from "./ports";
import type { Network } from "./types";

/** Whether what this node gives goes to the output as it is, through layers that move no value. */
export function givesClasses({ nodes, edges }: Network, node: string): boolean {
  const seen = new Set<string>();
  for (let id = node; !seen.has(id); ) {
    seen.add(id);
    if (nodes[id]?.layer.kind === "output") return true;
    const [wire, ...others] = edges.filter(({ source }) => source === id);
    const kind = nodes[wire?.target ?? ""]?.layer.kind;
    if (wire === undefined || kind === undefined || others.length > 0) return false;
    // A tile shows what leaves the first port.
    if (sourcePort(wire).port !== firstPort(nodes[id]?.layer.kind ?? "", "source")) return false;
    if (kind !== "output" && (!layerSpec(kind).bead || kind === "flatten")) return false;
    id = wire.target;
  }
  return false;
}

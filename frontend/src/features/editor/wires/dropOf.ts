/** Where a wire is let go of. */
import type { FinalConnectionState } from "@xyflow/react";
import { placeOf, portsOf, type WireEnd } from "@/graph/ports";
import type { Network } from "@/graph/types";

/** In pixels of the window. */
export interface WindowPoint {
  readonly x: number;
  readonly y: number;
}

/** A wire may be dropped anywhere on a layer, not on its port alone. */
function layerAt({ x, y }: WindowPoint): Element | null {
  for (const element of document.elementsFromPoint(x, y)) {
    const layer = element.closest(".react-flow__node-layer");
    if (layer) return layer;
  }
  return null;
}

const elementOf = (node: string) =>
  document.querySelector(`.react-flow__node[data-id="${CSS.escape(node)}"]`);

interface Drop {
  readonly node: string;
  /** Where it may end there, the nearest first. */
  readonly ports: readonly string[];
}

/** The port that it was let go on or close to, else the ports of the layer below; null in the open. */
export function dropOf(
  at: WindowPoint,
  { toNode, toHandle }: FinalConnectionState,
  end: WireEnd,
  { nodes }: Network,
): Drop | null {
  if (toNode && toHandle?.id && toHandle.type === end)
    return { node: toNode.id, ports: [toHandle.id] };
  const layer = toNode ? elementOf(toNode.id) : layerAt(at);
  const node = layer?.getAttribute("data-id");
  if (!layer || !node) return null;
  const { top, height } = layer.getBoundingClientRect();
  const kind = nodes[node]?.layer.kind ?? "";
  const away = (port: string) => Math.abs(top + height * placeOf(kind, end, port) - at.y);
  const ports = portsOf(kind, end).toSorted((one, other) => away(one) - away(other));
  return { node, ports };
}

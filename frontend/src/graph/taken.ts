/** What a new comment keeps clear of: layers, wires and frames. */
import { framePieces } from "./frames";
import { type NodeBox, rectOf } from "./geometry";
import type { Rect } from "./rects";
import { wireRects } from "./routing";
import type { Network } from "./types";

export type Boxes = ReadonlyMap<string, NodeBox>;

/** By the names of layers. */
export function layerRects(network: Network, boxes: Boxes): Map<string, Rect> {
  return new Map(
    Object.entries(network.nodes).flatMap(([id, { position }]) => {
      const box = boxes.get(id);
      return box ? [[id, rectOf(position, box)] as const] : [];
    }),
  );
}

export function takenRects(network: Network, boxes: Boxes): Rect[] {
  const layers = layerRects(network, boxes);
  const wires = network.edges.flatMap(({ source, target }) => {
    const [from, to] = [network.nodes[source]?.position, network.nodes[target]?.position];
    const width = boxes.get(source)?.width ?? 0;
    if (!from || !to) return [];
    return wireRects({
      sourceX: from.x + width,
      sourceY: from.y,
      targetX: to.x,
      targetY: to.y,
    });
  });
  const frames = Object.values(network.groups ?? {}).flatMap(({ nodes }) => {
    const members = new Set(nodes);
    const [own, others]: [Rect[], Rect[]] = [[], []];
    for (const [id, rect] of layers) (members.has(id) ? own : others).push(rect);
    return framePieces(own, others);
  });
  return [...layers.values(), ...wires, ...frames];
}

/** What a new comment keeps clear of: layers, wires and frames. */
import { besideOf, detours, type Wire } from "./detours";
import { framePieces } from "./frames";
import { endsBetween, type NodeBox, rectOf } from "./geometry";
import type { Rect } from "./rects";
import { frameAround } from "./roleFrames";
import { wireRects } from "./routing";
import { edgeId, type Network } from "./types";

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
  const frames = Object.values(network.groups ?? {}).flatMap(({ nodes }) => {
    const members = new Set(nodes);
    const [own, others]: [Rect[], Rect[]] = [[], []];
    for (const [id, rect] of layers) (members.has(id) ? own : others).push(rect);
    return framePieces(own, others);
  });
  const comments = Object.values(network.comments ?? {}).map(({ position, width, height }) => ({
    ...position,
    width,
    height,
  }));
  const ends = wiresOf(network, boxes);
  const around = detours(ends, layers, besideOf(comments, frames));
  const wires = ends.flatMap((wire) => wireRects(wire, around.get(edgeId(wire))));
  return [...layers.values(), ...wires, ...frames];
}

/** The frame of one network of several, by its layers, wires, groups and comments; null where it has none. */
export function frameOf(network: Network, boxes: Boxes): Rect | null {
  const comments = Object.values(network.comments ?? {});
  const notes = comments.map(({ position, width, height }) => ({ ...position, width, height }));
  return frameAround([...takenRects(network, boxes), ...notes]);
}

function wiresOf({ edges, nodes }: Network, boxes: Boxes): Wire[] {
  return edges.flatMap((edge): Wire[] => {
    const [from, to] = [nodes[edge.source], nodes[edge.target]];
    if (!from || !to) return [];
    const [own, other] = [boxes.get(edge.source), boxes.get(edge.target)];
    return [{ ...edge, ...endsBetween(edge, { ...from, box: own }, { ...to, box: other }) }];
  });
}

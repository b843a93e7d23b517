/** What is drawn of the layers while a block is open. It comes with the first that is. */

import type { Level } from "@/graph/blocks/opened";
import { rectOf } from "@/graph/geometry";
import { insideItem } from "@/graph/items";
import { givesWires } from "@/graph/ports";
import { isInPlace, type Lying, partsOf, startOfPath } from "@/graph/sheet";
import type { Position } from "@/graph/types";
import type { LayerFlowNode } from "../canvas/flow";
import type { DrawnElsewhere } from "./drawnOpen";
import type { InsideFlowNode } from "./openedDoors";
import { type FrameSaid, insideFrame } from "./openedFrame";
import { drawnAt, frameOf, openedPlaces, roomy, type StandingItem } from "./openedPlaces";
import { roomFor } from "./openedRoom";

export interface LaidOpen {
  readonly layers: LayerFlowNode[];
  /** Around the inside that is open; null where none is. */
  readonly frame: InsideFlowNode | null;
  /** What is drawn elsewhere than the document has it. */
  readonly drawn: DrawnElsewhere | null;
}

const standing = ({ id, position, data }: LayerFlowNode): StandingItem => ({
  id,
  rect: rectOf(position, data.box),
});

const doorsAt = (inner: readonly LayerFlowNode[], way: readonly LayerFlowNode[]) => {
  const heights = (gives: boolean) =>
    way
      .filter(({ data }) => givesWires(data.layer.kind) === gives)
      .map(({ position }) => position.y);
  const [usual = 0] = inner.map(({ position }) => position.y);
  return { target: heights(true)[0] ?? usual, source: heights(false)[0] ?? usual };
};

const HERE: Position = { x: 0, y: 0 };

const shifted = (node: LayerFlowNode, { x, y }: Position): LayerFlowNode =>
  x === 0 && y === 0
    ? node
    : { ...node, position: { x: node.position.x + x, y: node.position.y + y } };

function alone(layers: LayerFlowNode[], id: string, said: FrameSaid): LaidOpen {
  const ends = new Set(layers.filter(({ data }) => data.end).map((node) => node.id));
  const inner = layers.map(standing);
  const room = roomFor(inner);
  const rect = frameOf(roomy(inner, room), ends);
  const frame = insideFrame({ id, rect, doors: null, layers: layers.length - ends.size }, said);
  const inside = (node: string) => room.get(node) ?? HERE;
  const places = { frame: rect, inside, outside: () => HERE, back: (at: Position) => at };
  return {
    layers: layers.map((node) => shifted(node, inside(node.id))),
    frame,
    drawn: drawnAt({ places, use: "", start: startOfPath(layers[0]?.id ?? "") }),
  };
}

function inPlace(
  all: readonly LayerFlowNode[],
  use: LayerFlowNode,
  start: string,
  said: FrameSaid,
): LaidOpen {
  const inner = all.filter(({ id }) => startOfPath(id) === start);
  const outer = all.filter((node) => node !== use && startOfPath(node.id) !== start);
  const ends = inner.filter(({ data }) => data.end);
  const places = openedPlaces({
    outer: outer.map(standing),
    use: standing(use).rect,
    inner: inner.map(standing),
    ends: new Set(ends.map(({ id }) => id)),
  });
  const inside = inner.map((node) => shifted(node, places.inside(node.id)));
  const doors = doorsAt(
    inside,
    inside.filter(({ data }) => data.end),
  );
  const frame = insideFrame(
    {
      id: use.id,
      rect: places.frame,
      doors,
      layers: inner.length - ends.length,
      selected: use.selected ?? false,
    },
    said,
  );
  // In the order in which it is read: what is inside of a use comes where the use does.
  const layers = all.flatMap((node) => {
    if (node === use) return inside;
    return startOfPath(node.id) === start ? [] : [shifted(node, places.outside(node.position))];
  });
  return { layers, frame, drawn: drawnAt({ places, use: use.id, start }) };
}

/** What is drawn of the layers while an inside is open: a frame around it, and room for it. */
export function laidOut(
  layers: LayerFlowNode[],
  lying: Lying,
  inside: Level,
  said: FrameSaid,
): LaidOpen {
  const name = inside.way.at(-1) ?? "";
  const use = isInPlace(lying, inside) ? layers.find(({ id }) => id === name) : undefined;
  const [{ start = "" } = {}] = partsOf(lying);
  return use === undefined
    ? alone(layers, insideItem(inside.way.join(".")), said)
    : inPlace(layers, use, start, said);
}

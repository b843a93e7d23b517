/** Where the sentence of a fault stands: close to its node, off the ports that it may be asking for. */
import { overlap, type Rect } from "@/graph/rects";
import type { Position, Size } from "@/graph/types";

const GAP = 6;
/** Beside a node it also clears the port at that side. */
const ASIDE = 12;
/** Where none of the usual places is free, it looks about in steps of this size. */
const STEP = 16;
/** Dearer than this are places that cover something, or lie far away. */
const GOOD = 0.5;
/** Around a port, so that it can be hit. */
const CLEAR = 3;

/** In pixels of the screen. */
export interface FaultSurroundings {
  readonly node: Rect;
  /** The canvas; the sentence lies within it. */
  readonly room: Rect;
  readonly ports: readonly Rect[];
  /** What floats over the canvas and so would lie over the sentence. */
  readonly floating: readonly Rect[];
  /** Nodes, names of beads, shapes on wires. */
  readonly drawn: readonly Rect[];
}

export function placeBeside(box: Size, around: FaultSurroundings): Position {
  const { node, room } = around;
  // With its node it goes out of sight.
  if (!overlap(node, room)) return { x: node.x, y: node.y + node.height + GAP };
  const near = seen(around);
  let [best, least] = [{ x: room.x, y: room.y }, Number.POSITIVE_INFINITY];
  const weigh = (places: Iterable<Position>) => {
    for (const place of places) {
      const inside = within(place, box, room);
      const cost = costOf({ ...inside, ...box }, near);
      if (cost < least) [best, least] = [inside, cost];
    }
  };
  weigh(usual(box, around));
  if (least > GOOD) weigh(everywhere(box, room));
  return best;
}

function seen(around: FaultSurroundings): FaultSurroundings {
  const { room, ports, floating, drawn } = around;
  const inRoom = (rect: Rect) => overlap(rect, room);
  return {
    ...around,
    ports: ports.filter(inRoom),
    floating: floating.filter(inRoom),
    drawn: drawn.filter(inRoom),
  };
}

/** The likeliest first. */
function usual({ width, height }: Size, { node }: FaultSurroundings): Position[] {
  const [right, bottom] = [node.x + node.width, node.y + node.height];
  const [below, above] = [bottom + GAP, node.y - GAP - height];
  const columns = [node.x, right - width, node.x + (node.width - width) / 2];
  const sides = [right + ASIDE, node.x - ASIDE - width];
  return [
    ...columns.map((x) => ({ x, y: below })),
    ...columns.map((x) => ({ x, y: above })),
    ...sides.flatMap((x) => [node.y, bottom - height].map((y) => ({ x, y }))),
  ];
}

function* everywhere({ width, height }: Size, room: Rect): Generator<Position> {
  for (let y = room.y; y <= room.y + room.height - height; y += STEP)
    for (let x = room.x; x <= room.x + room.width - width; x += STEP) yield { x, y };
}

function within({ x, y }: Position, { width, height }: Size, room: Rect): Position {
  return {
    x: Math.max(room.x, Math.min(x, room.x + room.width - width)),
    y: Math.max(room.y, Math.min(y, room.y + room.height - height)),
  };
}

/** Worst is a port below it, or something above it; then a picture below it; then to be far from its node. */
function costOf(box: Rect, { node, ports, floating, drawn }: FaultSurroundings): number {
  let cost = Math.max(GAP, away(box, node)) / 100 + Math.abs(box.x - node.x) / 2000;
  // Beside its node the sentence reads less easily than below, or above.
  if (box.y < node.y + node.height) cost += 0.1;
  if (box.y + box.height > node.y && box.y < node.y + node.height) cost += 0.1;
  for (const port of ports) if (overlap(box, port, CLEAR)) cost += 40;
  for (const rect of floating) if (overlap(box, rect, CLEAR)) cost += 40;
  const area = box.width * box.height;
  for (const rect of drawn) cost += (8 * shared(box, rect)) / area;
  return cost + (8 * shared(box, node)) / area;
}

/** From edge to edge. */
function away(one: Rect, other: Rect): number {
  const across = Math.max(other.x - one.x - one.width, one.x - other.x - other.width, 0);
  const down = Math.max(other.y - one.y - one.height, one.y - other.y - other.height, 0);
  return Math.hypot(across, down);
}

function shared(one: Rect, other: Rect): number {
  const wide = Math.min(one.x + one.width, other.x + other.width) - Math.max(one.x, other.x);
  const high = Math.min(one.y + one.height, other.y + other.height) - Math.max(one.y, other.y);
  return Math.max(0, wide) * Math.max(0, high);
}

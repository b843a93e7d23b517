/**
 * Where things are drawn while a block is open in its network: its inside takes a row of its own, and what stood behind
 * the use goes on below. No place in the document changes by that, and none by closing it again.
 */
import { readItem } from "@/graph/items";
import { hull, type Rect } from "@/graph/rects";
import { startOfPath } from "@/graph/sheet";
import type { Position } from "@/graph/types";
import type { DrawnElsewhere } from "./drawnOpen";
import { roomFor } from "./openedRoom";

/** What stands there, by its name on the canvas, as the document has it. */
export interface StandingItem {
  readonly id: string;
  readonly rect: Rect;
}

export interface OpenedPlaces {
  /** The frame around the inside. */
  readonly frame: Rect;
  /** By how far what stands in the network is drawn elsewhere, by where it stands. */
  readonly outside: (at: Position) => Position;
  /** By how far the inside is, and what of it needs more room. */
  readonly inside: (id: string) => Position;
  /** How a place where something is drawn, outside of the frame, is called in the document. */
  readonly back: (at: Position) => Position;
}

/** As far as nodes of one row may stand apart. */
const ROW = 60;
/** Between the rows: room for the wires that lead in and out, with their shapes. */
const GAP = 56;
const HEAD = 34;
/** Above and below what is inside; at the sides its ends stand on the frame. */
const AIR = 24;
const SIDE = 24;
const LEAST = { width: 460, height: 150 };
const HERE: Position = { x: 0, y: 0 };

const middle = ({ y, height }: Rect): number => y + height / 2;
const bottom = ({ y, height }: Rect): number => y + height;

/** What is inside where it is drawn. */
export function roomy(
  inner: readonly StandingItem[],
  room: ReadonlyMap<string, Position>,
): readonly StandingItem[] {
  return inner.map(({ id, rect }) => {
    const { x, y } = room.get(id) ?? HERE;
    return { id, rect: { ...rect, x: rect.x + x, y: rect.y + y } };
  });
}

/** The frame of an inside whose ends stand on its sides. */
export function frameOf(inner: readonly StandingItem[], ends: ReadonlySet<string>): Rect {
  const rects = inner.map(({ rect }) => rect);
  if (rects.length === 0) return { ...HERE, ...LEAST };
  const { x, y, width, height } = hull(rects);
  const atEnds = inner.filter(({ id }) => ends.has(id)).map(({ rect }) => rect);
  const edge = (at: number) => atEnds.some((rect) => Math.abs(rect.x + rect.width / 2 - at) < SIDE);
  const [left, right] = [x, x + width].map((side, at) => {
    const sign = at === 0 ? 1 : -1;
    return edge(side + sign * 15) ? side + sign * 15 : side - sign * SIDE;
  }) as [number, number];
  const wide = Math.max(LEAST.width, right - left);
  const high = Math.max(LEAST.height, height + HEAD + 2 * AIR);
  return {
    x: left,
    y: y - HEAD - AIR - (high - height - HEAD - 2 * AIR) / 2,
    width: wide,
    height: high,
  };
}

/** What stands in the network without the use, where that does, and what is inside of it, with the names of its ends. */
interface Around {
  readonly outer: readonly StandingItem[];
  readonly use: Rect;
  readonly inner: readonly StandingItem[];
  readonly ends: ReadonlySet<string>;
}

export function openedPlaces({ outer, use, inner, ends }: Around): OpenedPlaces {
  const room = roomFor(inner);
  const frame = frameOf(roomy(inner, room), ends);
  const line = middle(use);
  const inRow = ({ y }: Position) => Math.abs(y - line) < ROW;
  const at = ({ rect }: StandingItem) => ({ x: rect.x, y: middle(rect) });
  const before = outer.filter((one) => inRow(at(one)) && one.rect.x < use.x);
  const after = outer.filter((one) => inRow(at(one)) && one.rect.x >= use.x);
  const below = outer.filter((one) => at(one).y - line >= ROW);
  const left = Math.min(use.x, ...outer.map(({ rect }) => rect.x));
  const top = before.length > 0 ? Math.max(...before.map(({ rect }) => bottom(rect))) + GAP : use.y;
  const placed = { ...frame, x: left, y: top };
  const behind = hull(after.map(({ rect }) => rect));
  const row = bottom(placed) + GAP;
  const turned = after.length > 0 ? { x: left - behind.x, y: row - behind.y } : HERE;
  const next = after.length > 0 ? row + behind.height + GAP : row;
  const lower = below.length > 0 ? Math.min(...below.map(({ rect }) => rect.y)) : next;
  const lowered = { x: 0, y: Math.max(0, next - lower) };
  return {
    frame: placed,
    inside: (id) => {
      const { x, y } = room.get(id) ?? HERE;
      return { x: left - frame.x + x, y: top - frame.y + y };
    },
    outside: (place) => {
      if (place.y - line >= ROW) return lowered;
      return inRow(place) && place.x >= use.x ? turned : HERE;
    },
    back: ({ x, y }) => {
      if (y >= next) return { x: x - lowered.x, y: y - lowered.y };
      return y >= row && after.length > 0 ? { x: x - turned.x, y: y - turned.y } : { x, y };
    },
  };
}

interface Opened {
  readonly places: OpenedPlaces;
  /** The name of the use on the sheet, empty where its inside lies alone; and what those inside of it begin with. */
  readonly use: string;
  readonly start: string;
}

const within = ({ x, y, width, height }: Rect, at: Position): boolean =>
  at.x >= x && at.x <= x + width && at.y >= y && at.y <= y + height;

/** For those who take a place on the canvas as one of the document. */
export function drawnAt({ places, use, start }: Opened): DrawnElsewhere {
  return {
    placeIn: (at) => {
      const { x, y } = places.inside("");
      // Where it lies alone there is nothing else.
      return use === "" || within(places.frame, at)
        ? { start, at: { x: at.x - x, y: at.y - y } }
        : { start: "", at: places.back(at) };
    },
    shiftOf: (sheet, item) => {
      const { kind, id } = readItem(item);
      if (startOfPath(id) === start) return places.inside(id);
      const comment = kind === "comment" ? sheet.comments?.[id] : undefined;
      if (comment) {
        const { x, y } = comment.position;
        return places.outside({ x, y: y + comment.height / 2 });
      }
      const at = sheet.nodes[id]?.position;
      if (at === undefined) return HERE;
      // A frame is moved by its corner, a layer by the middle of its left edge.
      return id === use
        ? { x: places.frame.x - at.x, y: places.frame.y - at.y }
        : places.outside(at);
    },
  };
}

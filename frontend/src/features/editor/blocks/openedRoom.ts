/**
 * Room for what is inside of a block that is open: it has one set of places for all of its uses, and its tiles are as
 * large as what flows there. So they are drawn further apart where they would lie over each other, in the same order.
 */
import type { Rect } from "@/graph/rects";
import type { Position } from "@/graph/types";
import type { StandingItem } from "./openedPlaces";

/** Of one row apart, and rows of each other. */
const BETWEEN = 20;
/** A bead's name stands under it and is wider than it is: two of them beside each other need more. */
const BEAD = 40;
const BETWEEN_BEADS = 46;
const UNDER = 28;
/** Middles of one row differ by less. */
const SAME_ROW = 30;

const middle = ({ y, height }: Rect): number => y + height / 2;
const sameRow = (one: StandingItem, other: StandingItem): boolean =>
  Math.abs(middle(one.rect) - middle(other.rect)) < SAME_ROW;

const between = (one: Rect, other: Rect): number =>
  Math.max(one.width, other.width) < BEAD ? BETWEEN_BEADS : BETWEEN;

/** How much further right: what stands further right is never moved less. */
function along(inner: readonly StandingItem[]): Map<string, number> {
  const shifts = new Map<string, number>();
  const done: StandingItem[] = [];
  let shift = 0;
  for (const one of inner.toSorted((a, b) => a.rect.x - b.rect.x)) {
    for (const before of done) {
      if (!sameRow(before, one)) continue;
      const end = before.rect.x + (shifts.get(before.id) ?? 0) + before.rect.width;
      shift = Math.max(shift, end + between(before.rect, one.rect) - one.rect.x);
    }
    shifts.set(one.id, shift);
    done.push(one);
  }
  return shifts;
}

/** By how far each is drawn further on. */
export function roomFor(inner: readonly StandingItem[]): ReadonlyMap<string, Position> {
  const across = along(inner);
  const shifted = inner.map(({ id, rect }) => ({
    id,
    rect: { ...rect, x: rect.x + (across.get(id) ?? 0) },
  }));
  const found = new Map<string, Position>();
  const done: StandingItem[] = [];
  let down = 0;
  for (const one of shifted.toSorted((a, b) => middle(a.rect) - middle(b.rect))) {
    const row = shifted.filter((other) => sameRow(one, other));
    for (const { rect } of row)
      for (const above of done)
        if (!sameRow(above, one) && beside(above.rect, rect))
          down = Math.max(down, lowerEdge(above, found) + UNDER - rect.y);
    found.set(one.id, { x: across.get(one.id) ?? 0, y: down });
    done.push(one);
  }
  return found;
}

const beside = (one: Rect, other: Rect): boolean =>
  one.x < other.x + other.width && other.x < one.x + one.width;

const lowerEdge = ({ id, rect }: StandingItem, shifts: ReadonlyMap<string, Position>): number =>
  rect.y + rect.height + (shifts.get(id)?.y ?? 0);

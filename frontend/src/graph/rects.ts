/** Rectangles on the canvas, by their upper left corner. */
import type { Position, Size } from "./types";

export interface Rect extends Position, Size {}

export function hull(rects: readonly Rect[]): Rect {
  const x = Math.min(...rects.map((rect) => rect.x));
  const y = Math.min(...rects.map((rect) => rect.y));
  const right = Math.max(...rects.map((rect) => rect.x + rect.width));
  const bottom = Math.max(...rects.map((rect) => rect.y + rect.height));
  return { x, y, width: right - x, height: bottom - y };
}

/** Whether two come closer than `gap`. */
export function overlap(one: Rect, other: Rect, gap = 0): boolean {
  return (
    one.x < other.x + other.width + gap &&
    other.x < one.x + one.width + gap &&
    one.y < other.y + other.height + gap &&
    other.y < one.y + one.height + gap
  );
}

const STEP = 20;
const FARTHEST = 1600;
const CLEARANCE = 12;

/** The free place nearest to the wanted one; the wanted one itself where all is taken. */
export function freePlace(wanted: Rect, taken: readonly Rect[]): Position {
  for (let away = 0; away <= FARTHEST; away += STEP) {
    for (const { x, y } of ring(away)) {
      const rect = { ...wanted, x: wanted.x + x, y: wanted.y + y };
      if (!taken.some((other) => overlap(rect, other, CLEARANCE))) return { x: rect.x, y: rect.y };
    }
  }
  return { x: wanted.x, y: wanted.y };
}

/** The places of a grid at one distance, straight ones first: below, above, beside. */
function ring(away: number): Position[] {
  if (away === 0) return [{ x: 0, y: 0 }];
  const places: Position[] = [];
  for (let along = 0; along <= away; along += STEP) {
    for (const side of along === 0 ? [0] : [along, -along]) {
      places.push({ x: side, y: away }, { x: side, y: -away });
      if (along < away) places.push({ x: away, y: side }, { x: -away, y: side });
    }
  }
  return places;
}

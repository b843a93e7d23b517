/** Room on the canvas for something new. */
import { overlap, type Rect } from "./rects";
import type { Position } from "./types";

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

/** The line of a wire: straight along a row, stepped between rows, back to the left like a new line of text, or round what stands in its way. */
import type { Rect } from "./rects";
import type { Position } from "./types";

export interface Route {
  readonly path: string;
  /** Where the shape is written. */
  readonly x: number;
  readonly y: number;
  /** On a lane of its own the shape stands on the line, in one piece. */
  readonly inline: boolean;
  /** A wire to the row below always says its shape. */
  readonly wraps: boolean;
}

export interface Ends {
  readonly sourceX: number;
  readonly sourceY: number;
  readonly targetX: number;
  readonly targetY: number;
}

/** Where a wire leaves its row, the line that it runs along, and where it turns to its target; without a lane it goes over at `out`. */
export interface Bends {
  readonly out: number;
  readonly lane: number | null;
  readonly back: number;
}

export const RADIUS = 12;
export const OUT = 20;
export const BACK = 26;
const STRAIGHT_WITHIN = 1;

/** Nothing stands in the way; null is straight. */
export function usualBends({ sourceX, sourceY, targetX, targetY }: Ends): Bends | null {
  if (Math.abs(targetY - sourceY) <= STRAIGHT_WITHIN && targetX >= sourceX) return null;
  if (targetX - sourceX >= 2 * RADIUS) {
    const middle = Math.round((sourceX + targetX) / 2);
    return { out: middle, lane: null, back: middle };
  }
  const between = Math.round((sourceY + targetY) / 2);
  return { out: sourceX + OUT, lane: between, back: targetX - BACK };
}

export function route(ends: Ends, bends: Bends | null = usualBends(ends)): Route {
  const { sourceX, sourceY, targetX, targetY } = ends;
  const path = rounded(corners(ends, bends));
  const wraps = targetX - sourceX < 2 * RADIUS && usualBends(ends) !== null;
  if (bends === null) {
    return { path, x: (sourceX + targetX) / 2, y: sourceY, inline: false, wraps };
  }
  const { out, lane, back } = bends;
  if (lane === null) return { path, x: out, y: (sourceY + targetY) / 2, inline: false, wraps };
  return { path, x: (out + back) / 2, y: lane, inline: true, wraps };
}

/** The ends of a wire's straight pieces. */
function corners({ sourceX, sourceY, targetX, targetY }: Ends, bends: Bends | null): Position[] {
  const start = { x: sourceX, y: sourceY };
  if (bends === null) return [start, { x: targetX, y: sourceY }];
  const { out, lane, back } = bends;
  const over = lane === null ? [] : [out, back].map((x) => ({ x, y: lane }));
  const end = { x: targetX, y: targetY };
  return [start, { x: out, y: sourceY }, ...over, { x: back, y: targetY }, end];
}

/** The straight pieces of a wire as thin rectangles, from its source to its target. */
export function wireRects(ends: Ends, bends: Bends | null = usualBends(ends)): Rect[] {
  const points = corners(ends, bends);
  return points.slice(1).map(({ x, y }, index) => {
    const before = points[index] ?? { x, y };
    return {
      x: Math.min(before.x, x),
      y: Math.min(before.y, y),
      width: Math.abs(x - before.x),
      height: Math.abs(y - before.y),
    };
  });
}

function rounded(points: readonly Position[]): string {
  const last = points.length - 1;
  return points
    .map((point, index) => {
      const [before, after] = [points[index - 1], points[index + 1]];
      if (!before) return `M${point.x} ${point.y}`;
      if (!after) return `L${point.x} ${point.y}`;
      // A piece between two corners lends each of them its half.
      const radius = Math.min(
        RADIUS,
        distance(before, point) / (index === 1 ? 1 : 2),
        distance(point, after) / (index === last - 1 ? 1 : 2),
      );
      const [from, to] = [towards(point, before, radius), towards(point, after, radius)];
      return `L${from.x} ${from.y}Q${point.x} ${point.y} ${to.x} ${to.y}`;
    })
    .join("");
}

const distance = (one: Position, other: Position): number =>
  Math.abs(one.x - other.x) + Math.abs(one.y - other.y);

const towards = ({ x, y }: Position, to: Position, by: number): Position => ({
  x: x + by * Math.sign(to.x - x),
  y: y + by * Math.sign(to.y - y),
});

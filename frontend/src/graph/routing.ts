/** The line of a wire: straight along a row, stepped between rows, and back to the left like a new line of text. */
import type { Rect } from "./rects";

export interface Route {
  readonly path: string;
  /** Where the shape is written. */
  readonly x: number;
  readonly y: number;
  /** A wire to the row below carries its shape on one line, in its middle. */
  readonly wraps: boolean;
}

interface Ends {
  readonly sourceX: number;
  readonly sourceY: number;
  readonly targetX: number;
  readonly targetY: number;
}

const RADIUS = 12;
const OUT = 20;
const BACK = 26;
const STRAIGHT_WITHIN = 1;

export function route(ends: Ends): Route {
  const { sourceX, sourceY, targetX, targetY } = ends;
  if (Math.abs(targetY - sourceY) <= STRAIGHT_WITHIN && targetX >= sourceX) {
    const path = `M${sourceX} ${sourceY}H${targetX}`;
    return { path, x: (sourceX + targetX) / 2, y: sourceY, wraps: false };
  }
  if (targetX - sourceX >= 2 * RADIUS) return step(ends);
  return wrap(ends);
}

/** Down or up in the middle between the two nodes. */
function step({ sourceX, sourceY, targetX, targetY }: Ends): Route {
  const middle = Math.round((sourceX + targetX) / 2);
  const radius = Math.min(RADIUS, Math.abs(targetY - sourceY) / 2);
  const way = targetY > sourceY ? radius : -radius;
  const path = [
    `M${sourceX} ${sourceY}H${middle - radius}`,
    `q${radius} 0 ${radius} ${way}V${targetY - way}`,
    `q0 ${way} ${radius} ${way}H${targetX}`,
  ].join("");
  return { path, x: middle, y: (sourceY + targetY) / 2, wraps: false };
}

/** The lines of a wire as thin rectangles. */
export function wireRects(ends: Ends): Rect[] {
  const { sourceX, sourceY, targetX, targetY } = ends;
  const flat = (x: number, to: number, y: number): Rect => ({
    x: Math.min(x, to),
    y,
    width: Math.abs(to - x),
    height: 0,
  });
  const upright = (x: number, y: number, to: number): Rect => ({
    x,
    y: Math.min(y, to),
    width: 0,
    height: Math.abs(to - y),
  });
  const { x, y, wraps } = route(ends);
  if (sourceY === targetY && !wraps) return [flat(sourceX, targetX, sourceY)];
  if (!wraps)
    return [flat(sourceX, x, sourceY), upright(x, sourceY, targetY), flat(x, targetX, targetY)];
  const [right, left] = [sourceX + OUT, targetX - BACK];
  return [upright(right, sourceY, y), flat(left, right, y), upright(left, y, targetY)];
}

function wrap({ sourceX, sourceY, targetX, targetY }: Ends): Route {
  const right = sourceX + OUT;
  const left = targetX - BACK;
  const between = Math.round((sourceY + targetY) / 2);
  const radius = Math.min(RADIUS, Math.abs(targetY - sourceY) / 4);
  const way = targetY >= sourceY ? radius : -radius;
  const path = [
    `M${sourceX} ${sourceY}H${right - radius}`,
    `q${radius} 0 ${radius} ${way}V${between - way}`,
    `q0 ${way} ${-radius} ${way}H${left + radius}`,
    `q${-radius} 0 ${-radius} ${way}V${targetY - way}`,
    `q0 ${way} ${radius} ${way}H${targetX}`,
  ].join("");
  return { path, x: (left + right) / 2, y: between, wraps: true };
}

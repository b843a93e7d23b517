/** Where the frame of a group runs: around its nodes; where they stand in rows with others among them, row by row. */
import { hull, overlap, type Rect } from "./rects";

/** Between the frame and its nodes; its title stands above them. */
export const FRAME_SIDE = 12;
export const FRAME_TOP = 32;
export const FRAME_BOTTOM = 12;

/** One piece, or one for each row of a group that wraps like text. */
export function framePieces(members: readonly Rect[], others: readonly Rect[]): Rect[] {
  if (members.length === 0) return [];
  const whole = hull(members);
  if (!others.some((other) => overlap(whole, other))) return [framed(whole)];
  return rows(members).map((row) => framed(hull(row)));
}

function framed({ x, y, width, height }: Rect): Rect {
  return {
    x: x - FRAME_SIDE,
    y: y - FRAME_TOP,
    width: width + 2 * FRAME_SIDE,
    height: height + FRAME_TOP + FRAME_BOTTOM,
  };
}

const middle = ({ y, height }: Rect): number => y + height / 2;

/** Nodes whose middles lie within the height of their neighbours' stand in one row. */
function rows(members: readonly Rect[]): Rect[][] {
  const found: Rect[][] = [];
  for (const member of members.toSorted((one, other) => middle(one) - middle(other))) {
    const row = found.at(-1);
    const reach = row && hull(row);
    if (row && reach && middle(member) < reach.y + reach.height) row.push(member);
    else found.push([member]);
  }
  return found;
}

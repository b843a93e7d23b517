import { floats } from "@/api/wire";
import type { ResidualsFrame } from "@/schema/schema.gen";

/** Curves and points as a card has room for them, in a box of 212 by 112. */
export const BOX = { width: 212, height: 112 } as const;

const EDGE = { left: 12, right: 12, top: 12, foot: 12 } as const;
/** Of a name at the end of its line. */
const LETTER = 5.8;
const MOST_NAME = 96;
const LINE = 12;

export interface NamedLine {
  path: string;
  /** Where its name stands. */
  x: number;
  y: number;
}

/** On a log axis where all values are above 0 and lie far apart. */
function scaleOf(lines: readonly (readonly number[])[]): (value: number) => number {
  const all = lines.flat().filter(Number.isFinite);
  const [least, most] = [Math.min(...all), Math.max(...all)];
  const bend = least > 0 && most > 3 * least ? Math.log : (value: number) => value;
  const [low, high] = [bend(least), bend(most)];
  const room = BOX.height - EDGE.top - EDGE.foot;
  return (value) => EDGE.top + ((high - bend(value)) / (high - low || 1)) * room;
}

/** Each line from the left edge to where its name begins; names keep a line's height from each other. */
export function drawnLines(
  lines: readonly (readonly number[])[],
  names: readonly string[] = [],
): NamedLine[] {
  const place = scaleOf(lines);
  const longest = Math.max(0, ...names.map(widthOf));
  const room = BOX.width - EDGE.left - EDGE.right - (longest > 0 ? longest + 4 : 0);
  const drawn = lines.map((values) => {
    const points = values.flatMap((value, at) =>
      Number.isFinite(value)
        ? [[EDGE.left + (at / Math.max(1, values.length - 1)) * room, place(value)] as const]
        : [],
    );
    const path = points
      .map(([x, y], at) => `${at === 0 ? "M" : "L"}${x.toFixed(1)} ${y.toFixed(1)}`)
      .join("");
    const [x, y] = points.at(-1) ?? [EDGE.left, BOX.height / 2];
    return { path, x: x + 4, y };
  });
  return apart(drawn);
}

function widthOf(name: string): number {
  const wide = [...name].reduce((sum, letter) => sum + (letter > "\u2e7f" ? 2 : 1), 0);
  return Math.min(MOST_NAME, wide * LETTER);
}

/** From the highest down, each at least a line below the one before; then from the foot up. */
function apart(drawn: readonly NamedLine[]): NamedLine[] {
  const order = drawn.map((_, at) => at).sort((a, b) => (drawn[a]?.y ?? 0) - (drawn[b]?.y ?? 0));
  const ys = drawn.map(({ y }) => y);
  let last = Number.NEGATIVE_INFINITY;
  for (const at of order) last = ys[at] = Math.max(ys[at] ?? 0, last + LINE);
  last = BOX.height - 2;
  for (const at of order.toReversed()) {
    ys[at] = Math.min(ys[at] ?? 0, last);
    last = (ys[at] ?? 0) - LINE;
  }
  return drawn.map((each, at) => ({ ...each, y: ys[at] ?? each.y }));
}

/** As many as are told from each other. */
const MOST_POINTS = 300;

/** What is true and what a network answers, in turns; of many samples some, evenly apart. */
export function pairsOf({ answers, residuals }: ResidualsFrame): Float32Array {
  const [said, above] = [floats(answers), floats(residuals)];
  const every = Math.max(1, Math.ceil(said.length / MOST_POINTS));
  const pairs: number[] = [];
  for (let at = 0; at < said.length; at += every) {
    const answer = said[at] ?? Number.NaN;
    pairs.push(answer - (above[at] ?? Number.NaN), answer);
  }
  return Float32Array.from(pairs);
}

/** What is true to the right, what is said upwards, on one scale; the first is where they are equal. */
export function drawnPairs(pairs: Float32Array): { equal: string; points: [number, number][] } {
  const finite = pairs.filter(Number.isFinite);
  const [least, most] = [Math.min(...finite), Math.max(...finite)];
  const side = BOX.height - EDGE.top;
  const left = (BOX.width - side) / 2;
  const along = (value: number) => ((value - least) / (most - least || 1)) * side;
  const points: [number, number][] = [];
  for (let at = 0; at + 1 < pairs.length; at += 2) {
    const [truth, said] = [pairs[at] ?? Number.NaN, pairs[at + 1] ?? Number.NaN];
    if (Number.isFinite(truth) && Number.isFinite(said))
      points.push([left + along(truth), BOX.height - EDGE.top / 2 - along(said)]);
  }
  const foot = BOX.height - EDGE.top / 2;
  return { equal: `M${left} ${foot}L${left + side} ${foot - side}`, points };
}

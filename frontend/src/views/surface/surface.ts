/** What a frame says of the plane: the answer at each place, and the points. */
import type { SurfaceFrame } from "@/schema/schema.gen";
import { half } from "../matrix/predictions";

export interface DecodedSurface {
  side: number;
  left: number;
  right: number;
  low: number;
  high: number;
  /** How many categories the answer chooses among; 0 where it is a number. */
  categories: number;
  /** Row by row from the lowest. */
  values: Float32Array;
  /** The category that wins at each place; empty but where there are more than two. */
  winners: Uint16Array;
  /** The largest magnitude of a finite value; 1 where there is none. */
  most: number;
  /** x and y of each. */
  points: Float32Array;
  /** The category of each point; empty where they have none. */
  labels: Uint16Array;
}

const decoded = new WeakMap<SurfaceFrame, DecodedSurface>();

export function surfaceOf(frame: SurfaceFrame): DecodedSurface {
  const known = decoded.get(frame);
  if (known !== undefined) return known;
  // MessagePack's byte strings lie at any offset; these arrays want even ones.
  const words = (bytes: Uint8Array) => new Uint16Array(bytes.slice().buffer);
  const values = Float32Array.from(words(frame.values), half);
  const most = values.reduce(
    (most, value) => (Number.isFinite(value) ? Math.max(most, Math.abs(value)) : most),
    0,
  );
  const [left, right, low, high] = frame.bounds;
  const made: DecodedSurface = {
    ...{ side: frame.side, left, right, low, high, categories: frame.categories },
    ...{ values, winners: words(frame.winners), most: most || 1 },
    points: new Float32Array(frame.points.slice().buffer),
    labels: words(frame.labels),
  };
  decoded.set(frame, made);
  return made;
}

/** A place of the grid; rows are counted from the lowest. */
export interface SurfaceCell {
  row: number;
  column: number;
}

/** The middle of a cell, in the units of the data set. */
export function middleOf(
  surface: DecodedSurface,
  { row, column }: SurfaceCell,
): { x: number; y: number } {
  const { side, left, right, low, high } = surface;
  return {
    x: left + ((right - left) * (column + 0.5)) / side,
    y: low + ((high - low) * (row + 0.5)) / side,
  };
}

/** What the network answers at one place. */
export interface Answer {
  /** The category that it takes a point there for; null where it answers with a number. */
  category: number | null;
  /** How sure it is of that category, or the number. */
  value: number;
}

export function answerAt(surface: DecodedSurface, { row, column }: SurfaceCell): Answer {
  const at = row * surface.side + column;
  const value = surface.values[at] ?? Number.NaN;
  if (surface.categories === 0) return { category: null, value };
  if (surface.categories > 2) return { category: surface.winners[at] ?? 0, value };
  return value < 0.5 ? { category: 0, value: 1 - value } : { category: 1, value };
}

/** Round figures between two ends: at most so many, and always in steps of 1, 2 or 5. */
export function ticksOf(low: number, high: number, most: number): number[] {
  const rough = (high - low) / Math.max(1, most);
  const power = 10 ** Math.floor(Math.log10(rough));
  const step = power * ([1, 2, 5].find((each) => each * power >= rough) ?? 10);
  const first = Math.ceil(low / step);
  const count = Math.floor(high / step) - first + 1;
  const decimals = Math.max(0, -Math.floor(Math.log10(step) + 1e-9));
  return Array.from({ length: count }, (_, at) => Number(((first + at) * step).toFixed(decimals)));
}

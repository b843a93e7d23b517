/** How large the numbers are that a network gives and hears before it has learnt, layer by layer. */
import { integers } from "@/api/wire";
import type { DepthFrame } from "@/schema/schema.gen";

/** As the server counts: three bins for each power of ten from 10⁻¹² to 10⁴, and those that are 0 before them. */
const LOWEST = -12;
const A_DECADE = 3;
const BINS = 48;
const WIDTH = 1 + BINS;
/** Fewer powers of ten would make noise of a network that is well. */
const LEAST = 3 * A_DECADE;

export const SIZED = ["outputs", "gradients"] as const;
export type Sized = (typeof SIZED)[number];

/** What stands in one column. */
export interface LayerSizes {
  readonly node: string;
  /** The share of its numbers in each bin. */
  readonly shares: readonly number[];
  /** The share that is 0. */
  readonly zero: number;
  /** The one in the middle, by size; 0 where half of them are 0, and null where there are none. */
  readonly median: number | null;
}

export function sizesOf(frame: DepthFrame, of: Sized): LayerSizes[] {
  const counts = integers(of === "outputs" ? frame.output_sizes : frame.gradient_sizes);
  return frame.nodes.map((node, at) => {
    const own = [...counts.subarray(at * WIDTH, (at + 1) * WIDTH)];
    const all = own.reduce((sum, count) => sum + count, 0);
    const [zero = 0, ...bins] = own.map((count) => (all > 0 ? count / all : 0));
    return { node, zero, shares: bins, median: all > 0 ? medianOf(zero, bins) : null };
  });
}

function medianOf(zero: number, shares: readonly number[]): number {
  let below = zero;
  if (below >= 0.5) return 0;
  for (const [bin, share] of shares.entries()) {
    below += share;
    if (below >= 0.5) return 10 ** (LOWEST + (bin + 0.5) / A_DECADE);
  }
  return 0;
}

/** The bins that are drawn: all that hold something, and a few where these are close together. */
export function binsOf(all: readonly LayerSizes[]): { low: number; high: number } {
  const filled = Array.from({ length: BINS }, (_, bin) => bin).filter((bin) =>
    all.some(({ shares }) => (shares[bin] ?? 0) > 0.002),
  );
  const first = filled[0] ?? (0 - LOWEST - 1) * A_DECADE;
  let [low, high] = [first, (filled.at(-1) ?? first) + 1];
  while (high - low < LEAST && (low > 0 || high < BINS)) {
    low = Math.max(0, low - 1);
    high = Math.min(BINS, high + 1);
  }
  return { low, high };
}

/** The whole powers of ten within, about so many at most, each with the bin that begins there. */
export function powersIn({ low, high }: { low: number; high: number }, most: number) {
  const first = Math.ceil(low / A_DECADE);
  const last = Math.floor(high / A_DECADE);
  const every = Math.max(1, Math.ceil((last - first + 1) / Math.max(1, Math.floor(most))));
  const powers = [];
  for (let at = first; at <= last; at += every)
    powers.push({ bin: at * A_DECADE, power: LOWEST + at });
  return powers;
}

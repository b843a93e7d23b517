/** How the gradient gets through a network that has not run, layer by layer. */
import { floats } from "@/api/wire";
import type { DepthFrame, GradientByDepth } from "@/schema/schema.gen";

export type DepthMeasure = "gradient" | "output";
/** What the panel shows: a line of one measure, or how large all numbers are. */
export type DepthSight = DepthMeasure | "sizes";

/** What is left out for the second line; null where nothing can be. */
export type Left = "skips" | "heads" | null;

export const leftOut = ({ skips, heads }: DepthFrame): Left =>
  skips.length > 0 ? "skips" : heads.length > 0 ? "heads" : null;

export const askDepth = (role: string, without: readonly string[] = []): GradientByDepth => ({
  kind: "gradient_by_depth",
  role,
  batch: 8,
  without: [...without],
});

export interface DepthLine {
  readonly nodes: readonly string[];
  readonly values: readonly number[];
}

/**
 * One measure of every layer. Where the skips are left out, a layer in one of them hears nothing: its own size says
 * nothing of the way, and it is no part of either line.
 */
export function lineOf(
  frame: DepthFrame,
  measure: DepthMeasure,
  [whole, without]: readonly [DepthFrame, DepthFrame | null],
): DepthLine {
  const values = floats(measure === "gradient" ? frame.gradients : frame.spreads);
  const heard = floats(whole.gradients);
  const left = without === null ? heard : floats(without.gradients);
  const kept = frame.nodes.flatMap((node, at) => {
    const aside = left[at] === 0 && (heard[at] ?? 0) > 0;
    return aside ? [] : [{ node, value: values[at] ?? Number.NaN }];
  });
  return { nodes: kept.map(({ node }) => node), values: kept.map(({ value }) => value) };
}

/** How much larger the first layer's is than the last one's. */
export function firstByLast({ values }: DepthLine): number {
  const [first = Number.NaN] = values;
  return first / (values.at(-1) ?? Number.NaN);
}

/** From here on a gradient is said to vanish on its way to the first layer, or to explode. */
const STEEP = 1_000;

export type GradientVerdict = "broken" | "zero" | "vanishes" | "explodes" | "";

/** What is wrong with the first weights, as far as their gradient shows it. */
export function verdictOf(frame: DepthFrame): GradientVerdict {
  const gradients = [...floats(frame.gradients)];
  if (frame.loss < 0 || gradients.some((value) => !Number.isFinite(value))) return "broken";
  const heard = gradients.filter((value) => value > 0);
  // The last layer may hear of the loss through its own input alone: all before it hear nothing.
  if (heard.length <= gradients.length / 2) return "zero";
  const ratio = (gradients[0] ?? 0) / (gradients.at(-1) ?? 1);
  if (ratio < 1 / STEEP) return "vanishes";
  return ratio > STEEP ? "explodes" : "";
}

/** The log axis: its ends in half powers of ten, and the powers within. */
export function logAxis(values: readonly number[]): { low: number; high: number; ticks: number[] } {
  const known = values.filter((value) => value > 0 && Number.isFinite(value));
  if (known.length === 0) return { low: -1, high: 1, ticks: [0.1, 1, 10] };
  let low = Math.floor(Math.log10(Math.min(...known)) * 2) / 2;
  let high = Math.ceil(Math.log10(Math.max(...known)) * 2) / 2;
  if (high - low < 1) [low, high] = [low - 0.5, high + 0.5];
  const powers: number[] = [];
  const every = Math.max(1, Math.ceil((high - low) / 5));
  for (let power = Math.ceil(low); power <= high; power += every) powers.push(10 ** power);
  return { low, high, ticks: powers };
}

import type { Exposure } from "@/api/film";
import { integers } from "@/api/wire";
import type { HistogramsFrame, NodeHistogram } from "@/schema/schema.gen";

export type Spread = NodeHistogram["of"];

export const SPREADS: readonly Spread[] = ["activations", "weights", "gradients"];

/** The nodes of a frame that have such values, in the order of the plan. */
export function spreadsOf(frame: HistogramsFrame, of: Spread): NodeHistogram[] {
  return frame.nodes.filter((each) => each.of === of);
}

export function spreadOf(
  frame: HistogramsFrame,
  of: Spread,
  node: string,
): NodeHistogram | undefined {
  return frame.nodes.find((each) => each.of === of && each.node === node);
}

/** One node's histograms over the steps, on one common axis. */
export interface Strip {
  steps: number[];
  /** For each step `BINS` shares of the fullest bin of that step, 0 to 1, from low to high. */
  columns: Float32Array[];
  /** The axis reaches from −reach to +reach, or from 0 where nothing is negative. */
  low: number;
  high: number;
}

export const BINS = 61;

/** The counts laid onto another axis: each bin gives to the new bins by how much of it they cover. */
export function rebinned(histogram: NodeHistogram, low: number, high: number): Float32Array {
  const counts = integers(histogram.counts);
  const target = new Float32Array(BINS);
  const width = (high - low) / BINS;
  const from = (histogram.high - histogram.low) / Math.max(1, counts.length);
  counts.forEach((count, bin) => {
    if (count === 0) return;
    const start = histogram.low + bin * from;
    // All values alike: one place, no width.
    if (from <= 0 || width <= 0) {
      const place = width <= 0 ? 0 : Math.floor((start - low) / width);
      const at = Math.max(0, Math.min(BINS - 1, place));
      target[at] = (target[at] ?? 0) + count;
      return;
    }
    const first = Math.max(0, Math.floor((start - low) / width));
    const last = Math.min(BINS - 1, Math.floor((start + from - low) / width));
    for (let at = first; at <= last; at++) {
      const covered =
        Math.min(start + from, low + (at + 1) * width) - Math.max(start, low + at * width);
      target[at] = (target[at] ?? 0) + (count * Math.max(0, covered)) / from;
    }
  });
  return target;
}

/** One node's way through the steps; null where it has no such values. */
export function stripOf(exposures: readonly Exposure[], of: Spread, node: string): Strip | null {
  const found: { step: number; histogram: NodeHistogram }[] = [];
  for (const { step, frame } of exposures) {
    if (frame.kind !== "histograms") continue;
    const histogram = spreadOf(frame, of, node);
    if (histogram !== undefined) found.push({ step, histogram });
  }
  if (found.length === 0) return null;
  const reach = Math.max(
    ...found.map(({ histogram }) => Math.max(Math.abs(histogram.low), Math.abs(histogram.high))),
  );
  const low = found.every(({ histogram }) => histogram.low >= 0) ? 0 : -reach;
  const columns = found.map(({ histogram }) => {
    const bins = rebinned(histogram, low, reach);
    const most = Math.max(...bins, 1e-9);
    return bins.map((count) => count / most);
  });
  return { steps: found.map(({ step }) => step), columns, low, high: reach };
}

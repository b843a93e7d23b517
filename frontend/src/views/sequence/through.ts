/** How far back through time a loss reaches. */
import { integers } from "@/api/wire";
import type { SeqGradientFrame } from "@/schema/schema.gen";
import { half } from "../matrix/predictions";

/** Half precision, as the wire brings it. */
export const halves = (bytes: Uint8Array): Float32Array =>
  Float32Array.from(new Uint16Array(bytes.slice().buffer), half);

/** The shares of the loss after so many steps, from that step back; of the nearest one that was asked for. */
export function sharesAt(frame: SeqGradientFrame, step: number): readonly number[] {
  const losses = integers(frame.losses);
  let best = -1;
  losses.forEach((loss, at) => {
    const known = losses[best] ?? Number.POSITIVE_INFINITY;
    if (Math.abs(loss - 1 - step) < Math.abs(known - 1 - step)) best = at;
  });
  if (best < 0) return [];
  const row = halves(frame.shares).subarray(best * frame.back, (best + 1) * frame.back);
  const end = row.findIndex((share) => Number.isNaN(share));
  return [...(end < 0 ? row : row.subarray(0, end))];
}

const LEAST = 1e-3;

/** A share on a scale of powers of ten, from a thousandth to all. */
export function onLog(share: number): number {
  if (!(share > 0)) return 0;
  return Math.max(0, Math.min(1, 1 - Math.log10(share) / Math.log10(LEAST)));
}

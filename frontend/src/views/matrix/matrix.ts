import { integers } from "@/api/wire";
import type { MatrixFrame } from "@/schema/schema.gen";

/** A square of counts: rows are labels, columns predictions. */
export interface Counts {
  size: number;
  counts: Int32Array;
  total: number;
  wrong: number;
  /** The most frequent confusion; null while nothing is wrong. */
  worst: MatrixCell | null;
  /** Where the colour scale ends. */
  most: number;
}

export interface MatrixCell {
  label: number;
  prediction: number;
}

/** Below this the scale would make a storm of single mistakes. */
const SCALE_AT_LEAST = 40;

export function countsOf(frame: MatrixFrame): Counts {
  const counts = integers(frame.counts);
  const size = frame.columns;
  let [wrong, highest] = [0, 0];
  let worst: MatrixCell | null = null;
  counts.forEach((count, at) => {
    const [label, prediction] = [Math.floor(at / size), at % size];
    if (label === prediction) return;
    wrong += count;
    if (count <= highest) return;
    highest = count;
    worst = { label, prediction };
  });
  return {
    size,
    counts,
    total: frame.total,
    wrong,
    worst,
    most: Math.max(SCALE_AT_LEAST, highest),
  };
}

export function countAt(counts: Counts, cell: MatrixCell): number {
  return counts.counts[cell.label * counts.size + cell.prediction] ?? 0;
}

/**
 * Of what was taken for a class, the share that is of it; of what is of it, the share that was taken for it. NaN of
 * nothing.
 */
export function figuresOf(counts: Counts, label: number): { precision: number; recall: number } {
  const all = Array.from({ length: counts.size }, (_, at) => at);
  const sum = (cells: readonly MatrixCell[]) =>
    cells.reduce((so, cell) => so + countAt(counts, cell), 0);
  const right = countAt(counts, { label, prediction: label });
  return {
    precision: right / sum(all.map((other) => ({ label: other, prediction: label }))),
    recall: right / sum(all.map((prediction) => ({ label, prediction }))),
  };
}

/** Share of the magnitude scale: log(1 + n). */
export function strength(count: number, most: number): number {
  return Math.min(1, Math.log1p(count) / Math.log(most));
}

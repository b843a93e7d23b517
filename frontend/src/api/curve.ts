import type { Metric } from "@/schema/schema.gen";

/** How much of the smoothed curve stays at each step (exponential moving average), unless told. */
export const SMOOTHING = 0.93;

const FIRST_CAPACITY = 1024;

function enlarged<A extends Int32Array | Float32Array>(array: A, capacity: number): A {
  const Kind = array.constructor as new (length: number) => A;
  const larger = new Kind(capacity);
  larger.set(array);
  return larger;
}

interface Column {
  raw: Float32Array;
  smooth: Float32Array;
}

/** Many steps as one point: their least, greatest and mean value. */
export interface Buckets {
  low: Float32Array;
  high: Float32Array;
  mean: Float32Array;
}

type Better = Metric["better"];

export interface CurvePoint {
  step: number;
  value: number;
}

/** Some of the steps, each for itself, of a curve that has them in buckets. */
interface Finer {
  from: number;
  to: number;
  curve: Curve;
}

/** One metric over the steps, growing in place. `raw` and `smooth` are valid up to `length`. */
export class Curve {
  steps: Int32Array = new Int32Array(FIRST_CAPACITY);
  length = 0;
  /** So many points from the first may be buckets; `raw` has their means. */
  summarised = 0;
  private finer: Finer | null = null;
  private readonly extremes = new Map<string, { low: Float32Array; high: Float32Array }>();
  private readonly columns = new Map<string, Column>();
  private smoothing = SMOOTHING;

  append(steps: Int32Array, columns: Readonly<Record<string, Float32Array>>): void {
    this.reserve(this.length + steps.length);
    for (const name of Object.keys(columns)) this.column(name);
    this.steps.set(steps, this.length);
    for (const [name, column] of this.columns) this.extend(column, columns[name], steps.length);
    this.length += steps.length;
    const first = steps[0];
    if (this.finer === null || first === undefined || first > this.finer.to) return;
    this.finer.curve.cut(first - 1);
    this.finer.curve.append(steps, columns);
  }

  /** The same of buckets: each is a point at its last step. */
  summarise(steps: Int32Array, columns: Readonly<Record<string, Buckets>>): void {
    const start = this.length;
    this.append(
      steps,
      Object.fromEntries(Object.entries(columns).map(([name, { mean }]) => [name, mean])),
    );
    for (const [name, { raw }] of this.columns) {
      const known = this.extremes.get(name);
      const { low = raw, high = raw } = columns[name] ?? {};
      this.extremes.set(name, {
        low: this.stretched(known?.low ?? raw, raw, start, low),
        high: this.stretched(known?.high ?? raw, raw, start, high),
      });
    }
    this.summarised = this.length;
  }

  /** The least and greatest values at the points that may be buckets: valid up to `summarised`. */
  spread(name: string): { low: Float32Array; high: Float32Array } {
    const raw = this.raw(name);
    return this.extremes.get(name) ?? { low: raw, high: raw };
  }

  /** Whether some of these steps are known in buckets alone. */
  isCoarse(from: number, to: number): boolean {
    if (this.within(from, to) !== this) return false;
    return this.indexAfter(from - 1) < Math.min(this.summarised, this.indexAfter(to) + 1);
  }

  /** These steps have come for themselves; those that follow join them. */
  refine(from: number, to: number, curve: Curve): void {
    curve.resmooth(this.smoothing);
    this.finer = { from, to, curve };
    // What was recorded while they were on their way.
    const last = curve.steps[curve.length - 1] ?? 0;
    const start = Math.max(this.summarised, this.indexAfter(last));
    const rest = this.names().map((name) => [name, this.raw(name).slice(start, this.length)]);
    curve.append(this.steps.slice(start, this.length), Object.fromEntries(rest));
  }

  /** The curve that tells most of these steps: this one, or the finer one where it has them all. */
  within(from: number, to: number): Curve {
    const { finer } = this;
    const covers = finer !== null && finer.from <= Math.max(1, from) && to <= finer.to;
    return covers ? finer.curve : this;
  }

  /** A resume goes on from an earlier step: what came after it did not happen. */
  cut(step: number): void {
    this.length = this.indexAfter(step);
    this.summarised = Math.min(this.summarised, this.length);
    this.finer = null;
  }

  /** How many points lie at or before this step. */
  indexAfter(step: number): number {
    let low = 0;
    let high = this.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      if ((this.steps[middle] ?? 0) <= step) low = middle + 1;
      else high = middle;
    }
    return low;
  }

  /** Smooths all of it anew; 0 leaves it as it is. */
  resmooth(smoothing: number): void {
    if (smoothing === this.smoothing) return;
    this.smoothing = smoothing;
    this.finer?.curve.resmooth(smoothing);
    for (const column of this.columns.values()) this.extendSmooth(column, 0, this.length);
  }

  /** The metrics that there are. */
  names(): string[] {
    return [...this.columns.keys()];
  }

  raw(name: string): Float32Array {
    return this.columns.get(name)?.raw ?? new Float32Array(0);
  }

  smooth(name: string): Float32Array {
    return this.columns.get(name)?.smooth ?? new Float32Array(0);
  }

  /** The newest value at or before `step`; null before the first. */
  at(name: string, step = Number.POSITIVE_INFINITY, kind: keyof Column = "raw"): number | null {
    const index = this.indexAfter(step) - 1;
    return this.columns.get(name)?.[kind][index] ?? null;
  }

  /** The step of the newest point at or before `step`; null before the first. */
  stepBy(step: number): number | null {
    const index = this.indexAfter(step) - 1;
    return index < 0 ? null : (this.steps[index] ?? null);
  }

  /** The best value at or before `step`, and where it was reached; null before the first, and where none is better. */
  best(name: string, better: Better, step = Number.POSITIVE_INFINITY): CurvePoint | null {
    if (better === "neither") return null;
    const end = this.indexAfter(step);
    const raw = this.raw(name);
    const summed = this.spread(name)[better === "higher" ? "high" : "low"];
    const sign = better === "higher" ? 1 : -1;
    let best: CurvePoint | null = null;
    for (let index = 0; index < end; index++) {
      const value = (index < this.summarised ? summed : raw)[index] ?? Number.NaN;
      if (sign * value > (best === null ? Number.NEGATIVE_INFINITY : sign * best.value))
        best = { step: this.steps[index] ?? 0, value };
    }
    return best;
  }

  private stretched(
    known: Float32Array,
    raw: Float32Array,
    start: number,
    added: Float32Array,
  ): Float32Array {
    const all = new Float32Array(this.length);
    all.set(known.subarray(0, this.summarised));
    all.set(raw.subarray(this.summarised, start), this.summarised);
    all.set(added === raw ? raw.subarray(start, this.length) : added, start);
    return all;
  }

  private column(name: string): Column {
    const known = this.columns.get(name);
    if (known) return known;
    const capacity = this.steps.length;
    const column = {
      raw: new Float32Array(capacity).fill(Number.NaN),
      smooth: new Float32Array(capacity).fill(Number.NaN),
    };
    this.columns.set(name, column);
    return column;
  }

  private extend(column: Column, values: Float32Array | undefined, count: number): void {
    const start = this.length;
    if (values === undefined) {
      column.raw.fill(Number.NaN, start, start + count);
      column.smooth.fill(Number.NaN, start, start + count);
      return;
    }
    column.raw.set(values, start);
    this.extendSmooth(column, start, start + count);
  }

  private extendSmooth({ raw, smooth }: Column, from: number, to: number): void {
    const kept = this.smoothing;
    let mean = from > 0 ? (smooth[from - 1] ?? Number.NaN) : Number.NaN;
    for (let index = from; index < to; index++) {
      const value = raw[index] ?? Number.NaN;
      // One bad value must not blacken everything after it.
      if (!Number.isFinite(mean)) mean = value;
      else if (Number.isFinite(value)) mean = mean * kept + value * (1 - kept);
      smooth[index] = mean;
      // Read back as float32, so that a curve in parts equals the whole.
      mean = smooth[index] ?? mean;
    }
  }

  private reserve(length: number): void {
    if (length <= this.steps.length) return;
    const capacity = Math.max(length, this.steps.length * 2);
    this.steps = enlarged(this.steps, capacity);
    for (const column of this.columns.values()) {
      column.raw = enlarged(column.raw, capacity);
      column.smooth = enlarged(column.smooth, capacity);
    }
  }
}

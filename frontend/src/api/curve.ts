/** How much of the smoothed curve stays at each step (exponential moving average). */
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

/** One metric over the steps, growing in place. `raw` and `smooth` are valid up to `length`. */
export class Curve {
  steps: Int32Array = new Int32Array(FIRST_CAPACITY);
  length = 0;
  private readonly columns = new Map<string, Column>();

  append(steps: Int32Array, columns: Readonly<Record<string, Float32Array>>): void {
    this.reserve(this.length + steps.length);
    for (const name of Object.keys(columns)) this.column(name);
    this.steps.set(steps, this.length);
    for (const [name, column] of this.columns) this.extend(column, columns[name], steps.length);
    this.length += steps.length;
  }

  /** A resume goes on from an earlier step: what came after it did not happen. */
  cut(step: number): void {
    this.length = this.indexAfter(step);
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
    let mean = start > 0 ? (column.smooth[start - 1] ?? Number.NaN) : Number.NaN;
    for (let index = 0; index < count; index++) {
      const value = values[index] ?? Number.NaN;
      // One bad value must not blacken everything after it.
      if (!Number.isFinite(mean)) mean = value;
      else if (Number.isFinite(value)) mean = mean * SMOOTHING + value * (1 - SMOOTHING);
      column.smooth[start + index] = mean;
      // Read back as float32, so that a curve in parts equals the whole.
      mean = column.smooth[start + index] ?? mean;
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

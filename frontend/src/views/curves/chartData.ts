import type { Curve } from "@/api/curve";

type Column = (number | null | undefined)[];

/** Steps, raw, smoothed and test, one entry per drawn x. `undefined`: nothing was measured there. */
export interface ChartData {
  steps: number[];
  raw: Column;
  smooth: Column;
  test: Column;
}

export interface Range {
  min: number;
  max: number;
}

/** From so many points per pixel column on, only the least and the greatest are drawn: spikes survive. */
const DENSE = 4;

/** The indexes to draw between two others: all, or the extremes of each of `columns` slices. */
export function picks(
  low: Float32Array,
  from: number,
  to: number,
  columns: number,
  high = low,
): number[] {
  const count = to - from;
  if (count <= columns * DENSE)
    return Array.from({ length: Math.max(0, count) }, (_, at) => from + at);
  const chosen: number[] = [];
  for (let column = 0; column < columns; column++) {
    const start = from + Math.floor((count * column) / columns);
    const end = from + Math.floor((count * (column + 1)) / columns);
    let [least, most] = [start, start];
    for (let at = start + 1; at < end; at++) {
      if ((low[at] ?? Number.NaN) < (low[least] ?? Number.NaN)) least = at;
      if ((high[at] ?? Number.NaN) > (high[most] ?? Number.NaN)) most = at;
    }
    chosen.push(Math.min(least, most));
    if (least !== most) chosen.push(Math.max(least, most));
  }
  const last = to - 1;
  if (chosen.at(-1) !== last) chosen.push(last);
  return chosen;
}

const known = (value: number | undefined) =>
  value === undefined || !Number.isFinite(value) ? null : value;

/** One metric of train and test over a range of steps, as few points as show it all. */
export function chartData(
  curves: { train: Curve; test: Curve },
  metric: string,
  range: Range,
  columns: number,
): ChartData {
  const { test } = curves;
  const train = curves.train.within(range.min, range.max);
  const data: ChartData = { steps: [], raw: [], smooth: [], test: [] };
  // One point beyond each edge, so that lines reach it.
  const from = Math.max(0, train.indexAfter(range.min) - 1);
  const to = Math.min(train.length, train.indexAfter(range.max) + 1);
  const [raw, smooth, measured] = [train.raw(metric), train.smooth(metric), test.raw(metric)];
  let next = 0;
  const passTests = (until: number) => {
    for (; next < test.length && (test.steps[next] ?? 0) < until; next++) {
      push(data, test.steps[next] ?? 0, undefined, undefined, known(measured[next]));
    }
  };
  const { low, high } = train.spread(metric);
  const summed = Math.min(Math.max(train.summarised, from), to);
  const share = Math.ceil((columns * (summed - from)) / Math.max(1, to - from));
  const chosen = picks(low, from, summed, share, high).concat(
    picks(raw, summed, to, Math.max(1, columns - share)),
  );
  for (const at of chosen) {
    const step = train.steps[at] ?? 0;
    const before = train.steps[at - 1] ?? 0;
    if (at < summed && step > before + 1) {
      // A bucket reaches from its least to its greatest value; its mean is in the middle of the band.
      passTests(before + 1);
      push(data, before + 1, known(low[at]), undefined, undefined);
    }
    passTests(step);
    const tested = next < test.length && test.steps[next] === step;
    push(
      data,
      step,
      known(at < summed ? high[at] : raw[at]),
      known(smooth[at]),
      tested ? known(measured[next]) : undefined,
    );
    if (tested) next += 1;
  }
  passTests(Number.POSITIVE_INFINITY);
  return data;
}

type Entry = number | null | undefined;

function push(data: ChartData, step: number, raw: Entry, smooth: Entry, test: Entry): void {
  data.steps.push(step);
  data.raw.push(raw);
  data.smooth.push(smooth);
  data.test.push(test);
}

function ladder(value: number, rungs: readonly number[], up: boolean): number {
  const decade = 10 ** Math.floor(Math.log10(value));
  const steps = [...rungs, 10].map((rung) => rung * decade);
  const found = up ? steps.find((rung) => rung >= value) : steps.findLast((rung) => rung <= value);
  return found ?? decade;
}

/** A log axis that holds the smoothed and the test curve; single batches may leave it below. */
export function logRange(data: ChartData): Range {
  const values = [...data.smooth, ...data.test].filter(
    (value) => typeof value === "number" && value > 0,
  );
  if (values.length === 0) return { min: 0.02, max: 3 };
  let [low, high] = [Number.POSITIVE_INFINITY, 0];
  for (const value of values as number[]) {
    low = Math.min(low, value);
    high = Math.max(high, value);
  }
  const max = ladder(high, [1, 3], true);
  return { min: Math.min(ladder(low * 0.45, [1, 1.5, 2, 3, 5, 7], false), max / 10), max };
}

const ROUND = [1, 1.5, 2, 2.5, 3, 4, 5, 8];

/** From nothing, or a round figure below it, to one above the smoothed and the test curve. */
export function linearRange(data: ChartData): Range {
  let [low, high] = [0, 0];
  for (const value of [...data.smooth, ...data.test]) {
    if (typeof value !== "number") continue;
    low = Math.min(low, value);
    high = Math.max(high, value);
  }
  const min = low < 0 ? -ladder(-low, ROUND, true) : 0;
  return { min, max: high > 0 ? ladder(high, ROUND, true) : min < 0 ? 0 : 3 };
}

/** At most five lines, evenly apart at round figures, none at the very foot. */
export function evenSplits({ min, max }: Range): number[] {
  const step = ladder((max - min) / 5, [1, 2, 2.5, 5], true);
  const first = Math.floor(min / step + 1e-9) + 1;
  const count = Math.floor(max / step + 1e-9) - first + 1;
  return Array.from({ length: count }, (_, at) => Number(((first + at) * step).toPrecision(3)));
}

/** At most five lines, at 1 and 3 of each decade while they fit. */
export function logSplits(range: Range): number[] {
  const [low, high] = [Math.floor(Math.log10(range.min)), Math.ceil(Math.log10(range.max))];
  // A line at the very foot would be the frame that charts go without.
  const within = (value: number) => value >= range.min * 1.2 && value <= range.max * 1.001;
  for (const rungs of [[1, 3], [1]]) {
    const splits: number[] = [];
    for (let decade = low; decade <= high; decade++) {
      splits.push(...rungs.map((rung) => Number(`${rung}e${decade}`)).filter(within));
    }
    if (splits.length <= 5) return splits;
  }
  const every = Math.ceil((high - low + 1) / 5);
  const decades = Array.from({ length: high - low + 1 }, (_, at) => low + at);
  return decades
    .filter((_, at) => at % every === 0)
    .map((decade) => Number(`1e${decade}`))
    .filter(within);
}

/** A share opens up to its last fifth once the curve is there. */
export function shareRange(data: ChartData): Range {
  const reached = (column: Column) =>
    column.findLast((value): value is number => typeof value === "number") ?? 0;
  return { min: Math.max(reached(data.smooth), reached(data.test)) > 0.8 ? 0.8 : 0, max: 1 };
}

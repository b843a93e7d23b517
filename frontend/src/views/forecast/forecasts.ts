import { floats } from "@/api/wire";
import type { ForecastsFrame } from "@/schema/schema.gen";

export type SimpleName = ForecastsFrame["simple"][number]["name"];

export interface SimpleErrors {
  name: SimpleName;
  rmse: number;
  ahead: Float32Array;
}

/** Forecasts from many moments, in the units of the series. */
export interface Forecasts {
  /** The whole series that is told, from before the first moment on. */
  values: Float32Array;
  /** How many of them lie before the first moment. */
  before: number;
  horizon: number;
  moments: number;
  /** Values from one moment to the next. */
  stride: number;
  forecasts: Float32Array;
  autoregression: Float32Array;
  season: number;
  order: number;
  start: string;
  every: ForecastsFrame["every"];
  rmse: number;
  ahead: Float32Array;
  simple: SimpleErrors[];
}

export function forecastsOf(frame: ForecastsFrame): Forecasts {
  const [before, series, ahead] = [frame.before, frame.series, frame.ahead].map(floats) as [
    Float32Array,
    Float32Array,
    Float32Array,
  ];
  const values = new Float32Array(before.length + series.length);
  values.set(before);
  values.set(series, before.length);
  const forecasts = floats(frame.forecasts);
  const horizon = Math.max(1, ahead.length);
  return {
    values,
    before: before.length,
    horizon,
    moments: Math.floor(forecasts.length / horizon),
    stride: frame.stride,
    forecasts,
    autoregression: floats(frame.autoregression),
    season: frame.season,
    order: frame.order,
    start: frame.start,
    every: frame.every,
    rmse: frame.rmse,
    ahead,
    simple: frame.simple.map((each) => ({ ...each, ahead: floats(each.ahead) })),
  };
}

/** A line of a chart: values at places, which are those of `values`. */
export interface Line {
  places: number[];
  values: number[];
}

/** Where the first value of a moment's forecast stands. */
export function placeOf({ before, stride }: Forecasts, moment: number): number {
  return before + moment * stride;
}

/** What was forecast from one moment, joined to the last value that was known then. */
export function fromMoment(told: Forecasts, moment: number, rows: Float32Array): Line {
  const first = placeOf(told, moment);
  const steps = Array.from({ length: told.horizon }, (_, ahead) => ahead);
  return {
    places: [first - 1, ...steps.map((ahead) => first + ahead)],
    values: [
      told.values[first - 1] ?? Number.NaN,
      ...steps.map((ahead) => rows[moment * told.horizon + ahead] ?? Number.NaN),
    ],
  };
}

/** All forecasts so many steps ahead. */
export function allAhead(told: Forecasts, steps: number): Line {
  const moments = Array.from({ length: told.moments }, (_, moment) => moment);
  return {
    places: moments.map((moment) => placeOf(told, moment) + steps - 1),
    values: moments.map(
      (moment) => told.forecasts[moment * told.horizon + steps - 1] ?? Number.NaN,
    ),
  };
}

/** What stood a season before, over the steps ahead of a moment. */
export function seasonBefore(told: Forecasts, moment: number): Line {
  const first = placeOf(told, moment);
  const steps = Array.from({ length: told.horizon }, (_, ahead) => ahead);
  return {
    places: steps.map((ahead) => first + ahead),
    values: steps.map(
      (ahead) => told.values[first + (ahead % told.season) - told.season] ?? Number.NaN,
    ),
  };
}

/** How far the forecast from a moment lies from the truth on average. */
export function offBy(told: Forecasts, moment: number): number {
  const { places, values } = fromMoment(told, moment, told.forecasts);
  const missed = values.slice(1).map((value, at) => {
    const place = places[at + 1] ?? 0;
    return Math.abs(value - (told.values[place] ?? Number.NaN));
  });
  return missed.reduce((sum, each) => sum + each, 0) / Math.max(1, missed.length);
}

/** Those that have a line; the others stand in the table behind the picture. */
const DRAWN: ReadonlySet<SimpleName> = new Set(["autoregression", "seasonal", "naive"]);

export function drawnSimple({ simple }: Pick<Forecasts, "simple">): SimpleErrors[] {
  return simple.filter(({ name }) => DRAWN.has(name));
}

/** The simple forecast that is off by least. */
export function bestSimple({ simple }: Pick<Forecasts, "simple">): SimpleErrors | null {
  return simple.reduce<SimpleErrors | null>(
    (best, each) => (best === null || each.rmse < best.rmse ? each : best),
    null,
  );
}

const LONG: Readonly<Record<Forecasts["every"], number>> = {
  year: 0,
  week: 7 * 24,
  day: 24,
  hour: 1,
};

/** When a value was: `1947`, `1993-03-27`, `2010-10-20 05:00`. */
export function timeOf({ start, every, before }: Forecasts, place: number): string {
  const steps = place - before;
  if (every === "year") return String(Number(start.slice(0, 4)) + steps);
  const [day = "", clock = "00:00"] = start.split("T");
  const first = Date.parse(`${day}T${clock.slice(0, 5)}:00Z`);
  const at = new Date(first + steps * LONG[every] * 3_600_000).toISOString();
  return every === "hour" ? `${at.slice(0, 10)} ${at.slice(11, 16)}` : at.slice(0, 10);
}

/** The horizons that one looks at: the first, one in the middle, the last. */
export function lookedAt(horizon: number): number[] {
  return [...new Set([1, Math.ceil(horizon / 2), horizon])];
}

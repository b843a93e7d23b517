import { describe, expect, it } from "vitest";
import type { ForecastsFrame } from "@/schema/schema.gen";
import {
  allAhead,
  bestSimple,
  forecastsOf,
  fromMoment,
  lookedAt,
  offBy,
  seasonBefore,
  timeOf,
} from "./forecasts";

const bytes = (...numbers: number[]) => new Uint8Array(new Float32Array(numbers).buffer);

const FRAME: ForecastsFrame = {
  kind: "forecasts",
  role: "forecaster",
  start: "1947",
  every: "year",
  season: 2,
  order: 9,
  stride: 1,
  before: bytes(1, 2, 3),
  series: bytes(4, 5, 6),
  forecasts: bytes(4, 6, 5, 9),
  autoregression: bytes(4, 5, 5, 6),
  rmse: 2,
  ahead: bytes(0, 2.5),
  simple: [
    { name: "naive", rmse: 3, ahead: bytes(1, 4) },
    { name: "autoregression", rmse: 1, ahead: bytes(1, 1) },
  ],
};

describe("forecasts", () => {
  const told = forecastsOf(FRAME);

  it("begins at the last value that was known, and goes as far as it was asked", () => {
    expect(told.moments).toBe(2);
    expect(fromMoment(told, 1, told.forecasts)).toEqual({ places: [3, 4, 5], values: [4, 5, 9] });
    expect(offBy(told, 1)).toBe(1.5);
  });

  it("puts all forecasts of a horizon where what they told of was", () => {
    expect(allAhead(told, 2)).toEqual({ places: [4, 5], values: [6, 9] });
  });

  it("tells what stood a season before, as far as that is known", () => {
    expect(seasonBefore(told, 0)).toEqual({ places: [3, 4], values: [2, 3] });
  });

  it("knows the simple forecast that a network has to beat", () => {
    expect(bestSimple(told)?.name).toBe("autoregression");
    expect(bestSimple({ simple: [] })).toBeNull();
  });

  it("tells when a value was, in steps of any length", () => {
    expect(timeOf(told, 3)).toBe("1947");
    expect(timeOf(told, 0)).toBe("1944");
    const weekly = { ...told, start: "1993-03-27", every: "week" as const };
    expect(timeOf(weekly, 4)).toBe("1993-04-03");
    const hourly = { ...told, start: "2010-10-20T00:00", every: "hour" as const };
    expect(timeOf(hourly, 2)).toBe("2010-10-19 23:00");
  });

  it("offers a near, a middle and the last horizon", () => {
    expect(lookedAt(11)).toEqual([1, 6, 11]);
    expect(lookedAt(1)).toEqual([1]);
  });
});

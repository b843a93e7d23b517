import { describe, expect, it } from "vitest";
import { Curve } from "@/api/curve";
import {
  chartData,
  evenSplits,
  linearRange,
  logRange,
  logSplits,
  picks,
  shareRange,
} from "./chartData";

function curve(steps: number[], loss: number[]): Curve {
  const made = new Curve();
  made.append(Int32Array.from(steps), { loss: Float32Array.from(loss) });
  return made;
}

describe("decimation", () => {
  it("keeps every spike of a million points", () => {
    const values = new Float32Array(1_000_000).fill(1);
    values[123_456] = 9;
    values[765_432] = -9;
    const chosen = picks(values, 0, values.length, 300);
    expect(chosen.length).toBeLessThan(700);
    expect(chosen).toContain(123_456);
    expect(chosen).toContain(765_432);
    expect(chosen.at(-1)).toBe(999_999);
    expect(chosen).toEqual([...chosen].sort((one, other) => one - other));
  });

  it("draws all where there are few", () => {
    expect(picks(new Float32Array(5), 1, 5, 300)).toEqual([1, 2, 3, 4]);
    expect(picks(new Float32Array(0), 0, 0, 300)).toEqual([]);
  });
});

describe("chart data", () => {
  it("lines test readings up with the steps, also before the first and after the last", () => {
    const train = curve([1, 2, 3], [3, 2, 1]);
    const test = curve([0, 2, 9], [2.3, 1.5, 0.5]);
    const data = chartData({ train, test }, "loss", { min: 0, max: 10 }, 100);
    expect(data.steps).toEqual([0, 1, 2, 3, 9]);
    expect(data.raw).toEqual([undefined, 3, 2, 1, undefined]);
    expect(data.test.map((value) => value ?? null)).toEqual([
      expect.closeTo(2.3),
      null,
      1.5,
      null,
      0.5,
    ]);
  });

  it("leaves a gap where the loss is no number", () => {
    const train = curve([1, 2], [Number.NaN, 1]);
    const data = chartData({ train, test: new Curve() }, "loss", { min: 0, max: 2 }, 100);
    expect(data.raw).toEqual([null, 1]);
  });
});

describe("axes", () => {
  const data = (smooth: number[]) => ({ steps: smooth, raw: smooth, smooth, test: [] });

  it("holds the curve on a log axis with few lines", () => {
    expect(logRange(data([2.3, 0.06]))).toEqual({ min: 0.02, max: 3 });
    expect(logSplits({ min: 0.02, max: 3 })).toEqual([0.03, 0.1, 0.3, 1, 3]);
    expect(logSplits({ min: 1e-5, max: 10 }).length).toBeLessThanOrEqual(5);
    expect(logRange(data([]))).toEqual({ min: 0.02, max: 3 });
  });

  it("starts a linear axis at nothing, with few round lines", () => {
    expect(linearRange(data([2.3, 0.06]))).toEqual({ min: 0, max: 2.5 });
    expect(linearRange(data([]))).toEqual({ min: 0, max: 3 });
    expect(evenSplits({ min: 0, max: 2.5 })).toEqual([0.5, 1, 1.5, 2, 2.5]);
    expect(evenSplits({ min: 0, max: 0.08 })).toEqual([0.02, 0.04, 0.06, 0.08]);
  });

  it("has room for what falls below nothing", () => {
    expect(linearRange(data([-0.7, 0.4]))).toEqual({ min: -0.8, max: 0.4 });
    expect(evenSplits({ min: -0.8, max: 0.4 })).toEqual([-0.75, -0.5, -0.25, 0, 0.25]);
    expect(linearRange(data([-3]))).toEqual({ min: -3, max: 0 });
  });

  it("opens accuracy to its last fifth once past 80 %", () => {
    expect(shareRange(data([0.1, 0.5]))).toEqual({ min: 0, max: 1 });
    expect(shareRange(data([0.1, 0.9]))).toEqual({ min: 0.8, max: 1 });
  });
});

import { describe, expect, it } from "vitest";
import type { NodeHistogram } from "@/schema/schema.gen";
import { BINS, rebinned, stripOf } from "./histogram";

function histogram(low: number, high: number, counts: readonly number[]): NodeHistogram {
  return {
    node: "conv2d_1",
    of: "weights",
    low,
    high,
    counts: new Uint8Array(Int32Array.from(counts).buffer),
  };
}

const sum = (bins: Float32Array) => bins.reduce((total, count) => total + count, 0);

describe("histograms over the steps", () => {
  it("keep their counts on another axis", () => {
    const bins = rebinned(histogram(-1, 1, [4, 0, 8]), -2, 2);
    expect(bins).toHaveLength(BINS);
    expect(sum(bins)).toBeCloseTo(12, 4);
    // Nothing lies beyond what was measured.
    expect(sum(bins.subarray(0, Math.floor(BINS / 4)))).toBe(0);
  });

  it("put values that are all alike in one place", () => {
    const bins = rebinned(histogram(0.5, 0.5, [0, 7, 0]), 0, 1);
    expect(sum(bins)).toBe(7);
    expect(bins[30]).toBe(7);
  });

  it("share one axis, symmetric where values are signed", () => {
    const frame = (each: NodeHistogram) => ({
      kind: "histograms" as const,
      role: "classifier",
      nodes: [each],
    });
    const strip = stripOf(
      [
        { step: 1, frame: frame(histogram(-0.1, 0.2, [1, 2, 3])) },
        { step: 9, frame: frame(histogram(-0.5, 0.4, [1, 2, 3])) },
      ],
      "weights",
      "conv2d_1",
    );
    expect(strip).toMatchObject({ steps: [1, 9], low: -0.5, high: 0.5 });
    expect(Math.max(...(strip?.columns[0] ?? []))).toBeCloseTo(1, 5);
    expect(stripOf([], "weights", "conv2d_1")).toBeNull();
  });

  it("start at nothing where nothing is negative", () => {
    const frame = { kind: "histograms" as const, role: "c", nodes: [histogram(0, 3, [5, 1])] };
    expect(stripOf([{ step: 1, frame }], "weights", "conv2d_1")?.low).toBe(0);
    expect(stripOf([{ step: 1, frame }], "gradients", "conv2d_1")).toBeNull();
  });
});

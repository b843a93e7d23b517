import { expect, test } from "vitest";
import type { DepthFrame } from "@/schema/schema.gen";
import { firstByLast, leftOut, lineOf, logAxis, verdictOf } from "./depth";

const bytes = (...values: number[]) => new Uint8Array(Float32Array.from(values).buffer);

function frame(gradients: number[], more: Partial<DepthFrame> = {}): DepthFrame {
  return {
    kind: "depth",
    role: "classifier",
    samples: 8,
    loss: 6.9,
    nodes: gradients.map((_, at) => `conv2d_${at + 1}`),
    gradients: bytes(...gradients),
    spreads: bytes(...gradients.map(() => 1)),
    output_sizes: new Uint8Array(),
    gradient_sizes: new Uint8Array(),
    alike: [],
    skips: [],
    heads: [],
    ...more,
  };
}

test("a convolution in a wire that is left out is no part of either line", () => {
  const whole = frame([4, 1, 2]);
  const without = frame([8, 0, 2]);
  expect(lineOf(without, "gradient", [whole, without])).toEqual({
    nodes: ["conv2d_1", "conv2d_3"],
    values: [8, 2],
  });
  expect(lineOf(whole, "gradient", [whole, without]).values).toEqual([4, 2]);
  expect(firstByLast(lineOf(whole, "gradient", [whole, null]))).toBe(2);
  expect(lineOf(whole, "output", [whole, null]).nodes).toHaveLength(3);
});

test("a layer that hears nothing with all its ways stays in the line", () => {
  const whole = frame([0, 1]);
  expect(lineOf(whole, "gradient", [whole, whole]).values).toEqual([0, 1]);
});

test("skips are left out where there are any, else heads", () => {
  expect(leftOut(frame([1], { skips: ["add_1"], heads: ["output_2"] }))).toBe("skips");
  expect(leftOut(frame([1], { heads: ["output_2"] }))).toBe("heads");
  expect(leftOut(frame([1]))).toBeNull();
});

test("weights that can't learn are told from those that can", () => {
  expect(verdictOf(frame([2, 1, 1]))).toBe("");
  expect(verdictOf(frame([0, 0, 0, 1]))).toBe("zero");
  expect(verdictOf(frame([1e-6, 1e-3, 1]))).toBe("vanishes");
  expect(verdictOf(frame([1e6, 1e3, 1]))).toBe("explodes");
  expect(verdictOf(frame([1, Number.NaN]))).toBe("broken");
  expect(verdictOf(frame([1, 1], { loss: -1 }))).toBe("broken");
});

test("the axis holds all values between half powers of ten", () => {
  expect(logAxis([0.5, 40])).toEqual({ low: -0.5, high: 2, ticks: [1, 10, 100] });
  expect(logAxis([0, Number.NaN])).toEqual({ low: -1, high: 1, ticks: [0.1, 1, 10] });
  expect(logAxis([2, 3]).high - logAxis([2, 3]).low).toBeGreaterThanOrEqual(1);
});

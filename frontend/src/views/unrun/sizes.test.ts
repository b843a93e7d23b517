import { expect, test } from "vitest";
import type { DepthFrame } from "@/schema/schema.gen";
import { binsOf, powersIn, sizesOf } from "./sizes";

/** Counts of the bins of one layer, those that are 0 first. */
function counts(filled: Readonly<Record<number, number>>): number[] {
  return Array.from({ length: 49 }, (_, at) => filled[at] ?? 0);
}

function frame(...layers: number[][]): DepthFrame {
  const bytes = new Uint8Array(Int32Array.from(layers.flat()).buffer);
  return {
    nodes: layers.map((_, at) => `conv2d_${at + 1}`),
    output_sizes: bytes,
    gradient_sizes: bytes,
  } as unknown as DepthFrame;
}

test("each layer has its shares, what is 0 apart, and the size in the middle", () => {
  // The bin behind 36 others begins at 10⁰.
  const [first, second, third] = sizesOf(
    frame(counts({ 37: 3, 34: 1 }), counts({ 0: 5, 37: 1 }), counts({})),
    "outputs",
  );
  expect(first?.median).toBeCloseTo(10 ** (1 / 6));
  expect(first?.shares[36]).toBe(0.75);
  expect(second).toMatchObject({ zero: 5 / 6, median: 0 });
  expect(third?.median).toBeNull();
});

test("the axis holds what there is, and three powers of ten at least", () => {
  const wide = sizesOf(frame(counts({ 1: 1, 40: 1 })), "gradients");
  expect(binsOf(wide)).toEqual({ low: 0, high: 40 });
  const { low, high } = binsOf(sizesOf(frame(counts({ 37: 1 })), "outputs"));
  expect(high - low).toBeGreaterThanOrEqual(9);
  expect(powersIn({ low: 30, high: 42 }, 3.5)).toEqual([
    { bin: 30, power: -2 },
    { bin: 36, power: 0 },
    { bin: 42, power: 2 },
  ]);
});

import { describe, expect, it } from "vitest";
import type { PredictionsFrame } from "@/schema/schema.gen";
import { behind, half, misfits, predictionsOf } from "./predictions";

/** 1, 4, 0.5, 8 nats. */
const SURPRISE = [0x3c00, 0x4400, 0x3800, 0x4800];

function frame(): PredictionsFrame {
  // At an odd offset, as MessagePack gives it.
  const odd = (values: readonly number[]) => {
    const bytes = new Uint8Array(1 + values.length * 2);
    bytes.set(new Uint8Array(Uint16Array.from(values).buffer), 1);
    return bytes.subarray(1);
  };
  return {
    kind: "predictions",
    role: "classifier",
    predicted: odd([4, 4, 7, 4]),
    surprise: odd(SURPRISE),
    probability: Uint8Array.from([255, 128, 0, 51]),
  };
}

const LABELS = [9, 9, 7, 4];

describe("predictions", () => {
  it("reads half-precision floats", () => {
    expect([0x3c00, 0xc000, 0x0001, 0x7c00, 0].map(half)).toEqual([
      1,
      -2,
      2 ** -24,
      Number.POSITIVE_INFINITY,
      0,
    ]);
    expect(half(0x7e00)).toBeNaN();
  });

  it("are read once a frame", () => {
    const one = frame();
    expect(predictionsOf(one)).toBe(predictionsOf(one));
    expect([...predictionsOf(one).surprise]).toEqual([1, 4, 0.5, 8]);
    expect(predictionsOf(one).probability(3)).toBeCloseTo(0.2);
  });

  it("give the samples behind a cell, the most surprising first", () => {
    const predictions = predictionsOf(frame());
    expect(behind(predictions, LABELS, { label: 9, prediction: 4 })).toEqual([1, 0]);
    expect(behind(predictions, LABELS, { label: 4, prediction: 4 })).toEqual([3]);
    expect(behind(predictions, LABELS, { label: 0, prediction: 4 })).toEqual([]);
  });

  it("give the worst misfits, and never what is read right", () => {
    const predictions = predictionsOf(frame());
    expect(misfits(predictions, LABELS, 1)).toEqual([
      { sample: 1, label: 9, said: 4, surprise: 4 },
    ]);
    expect(misfits(predictions, LABELS, 12).map(({ sample }) => sample)).toEqual([1, 0]);
  });
});

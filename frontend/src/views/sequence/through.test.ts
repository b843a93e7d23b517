import { describe, expect, it } from "vitest";
import type { SeqGradientFrame } from "@/schema/schema.gen";
import { halves, onLog, sharesAt } from "./through";

const bytes = (words: readonly number[]) => new Uint8Array(Uint16Array.from(words).buffer);
const ONE = 0x3c00;
const HALF = 0x3800;
const NAN = 0x7e00;

describe("how far back a loss reaches", () => {
  it("is read from half precision", () => {
    expect([...halves(bytes([ONE, HALF, 0x0001, 0xc000, 0]))]).toEqual([1, 0.5, 2 ** -24, -2, 0]);
    expect(halves(bytes([NAN]))[0]).toBeNaN();
  });

  it("is told for the nearest loss that was asked for, up to the first step", () => {
    const frame: SeqGradientFrame = {
      kind: "seq_gradient",
      role: "classifier",
      node: "gru_1",
      of: "state",
      steps: 4,
      losses: new Uint8Array(Int32Array.from([1, 4]).buffer),
      back: 3,
      shares: bytes([ONE, NAN, NAN, ONE, HALF, HALF]),
    };
    expect(sharesAt(frame, 0)).toEqual([1]);
    expect(sharesAt(frame, 3)).toEqual([1, 0.5, 0.5]);
    expect(sharesAt(frame, 2)).toEqual([1, 0.5, 0.5]);
    expect(sharesAt({ ...frame, losses: new Uint8Array(0) }, 2)).toEqual([]);
  });

  it("is drawn by powers of ten", () => {
    expect(onLog(1)).toBe(1);
    expect(onLog(0.001)).toBeCloseTo(0);
    expect(onLog(Math.sqrt(0.001))).toBeCloseTo(0.5);
    expect([onLog(0), onLog(Number.NaN), onLog(5)]).toEqual([0, 0, 1]);
  });
});

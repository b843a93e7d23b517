import { describe, expect, it } from "vitest";
import { pixelsOf } from "@/api/inputs";
import { addVerdict, merged, onPad, pin, pinned, ranked, verdictAt } from "./pinned";
import { apart, castOf, changeOfMind, stacking } from "./ribbon";

const VERDICTS = [
  { step: 1, probabilities: [0.2, 0.5, 0.3] },
  { step: 5, probabilities: [0.1, 0.6, 0.3] },
  { step: 9, probabilities: [0.1, 0.2, 0.7] },
];

it("names the leader at the end and the rival of the whole way", () => {
  expect(castOf(VERDICTS)).toEqual({ leader: 2, rival: 1 });
  expect(castOf([])).toBeNull();
  expect(stacking(3, { leader: 2, rival: 1 })).toEqual([1, 0, 2]);
  expect(changeOfMind(VERDICTS)).toEqual({ label: 1, step: 5 });
  expect(changeOfMind(VERDICTS.slice(0, 2))).toBeNull();
});

it("keeps verdicts in order and bounded, and forgets them with the drawing", () => {
  pin(pixelsOf(new Uint8Array(4)));
  for (let step = 1; step <= 2000; step++) addVerdict({ step, probabilities: [1] });
  expect(pinned.getState().verdicts.length).toBeLessThanOrEqual(601);
  expect(pinned.getState().verdicts.at(-1)?.step).toBe(2000);
  // A resume goes back: later verdicts were about weights that are gone.
  addVerdict({ step: 100, probabilities: [1] });
  expect(pinned.getState().verdicts.at(-1)?.step).toBe(100);
  // Asked at an earlier playhead, one goes to its place.
  addVerdict({ step: 300, probabilities: [1] });
  addVerdict({ step: 200, probabilities: [1] }, 300);
  const steps = pinned.getState().verdicts.map(({ step }) => step);
  expect(steps.slice(-3)).toEqual([100, 200, 300]);
  // Of NaN there are no probabilities.
  addVerdict({ step: 400, probabilities: [] });
  expect(pinned.getState().verdicts.at(-1)?.step).toBe(300);
  pin(null);
  expect(pinned.getState()).toEqual({ input: null, verdicts: [], aside: false, carried: null });
});

it("finds the verdict of a step and ranks classes", () => {
  expect(verdictAt(VERDICTS, 6)?.step).toBe(5);
  expect(verdictAt(VERDICTS, 8)?.step).toBe(9);
  expect(verdictAt([], 8)).toBeUndefined();
  expect(verdictAt(VERDICTS, 0)?.step).toBe(1);
  expect(ranked([0.1, 0.7, 0.2]).map(({ label }) => label)).toEqual([1, 2, 0]);
});

it("shows what the run has pinned, unless something else is drawn", () => {
  const run = { input: pixelsOf(Uint8Array.of(1, 2)), step: 40 };
  const other = pixelsOf(Uint8Array.of(3, 4));
  const carried = null;
  expect(onPad({ input: null, aside: false, carried }, run)).toEqual({
    input: run.input,
    durable: true,
  });
  expect(onPad({ input: null, aside: true, carried }, run)).toEqual({
    input: null,
    durable: false,
  });
  expect(onPad({ input: other, aside: false, carried }, run).durable).toBe(false);
  expect(onPad({ input: pixelsOf(Uint8Array.of(1, 2)), aside: true, carried }, run).durable).toBe(
    true,
  );
  expect(onPad({ input: other, aside: false, carried }, null)).toEqual({
    input: other,
    durable: false,
  });
  // The next run begins with what the last one had pinned.
  expect(onPad({ input: null, aside: false, carried: other }, null).input).toBe(other);
  expect(onPad({ input: null, aside: true, carried: other }, null).input).toBeNull();
});

it("keeps what was asked before the pin, and takes the record from there on", () => {
  const verdict = (step: number) => ({ step, probabilities: [1] });
  const asked = [5, 12, 30].map(verdict);
  const steps = merged([10, 20].map(verdict), asked).map(({ step }) => step);
  expect(steps).toEqual([5, 10, 20, 30]);
  expect(merged([], asked)).toBe(asked);
});

describe("answers on a run that stands still", () => {
  const said = (step: number) => ({ step, probabilities: [0.9, 0.1] });
  const steps = (...at: number[]) =>
    apart(at.map(said), { least: 8, most: 100 }).map((band) => band.map(({ step }) => step));

  it("stand at their own steps, and fill nothing between", () => {
    expect(steps(200)).toEqual([[192, 200]]);
    expect(steps(0, 400)).toEqual([
      [0, 0],
      [392, 400],
    ]);
  });

  it("are joined where they lie near each other", () => {
    expect(steps(100, 150, 190, 400)).toEqual([
      [100, 150, 190],
      [392, 400],
    ]);
  });
});

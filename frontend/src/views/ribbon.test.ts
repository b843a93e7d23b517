import { expect, it } from "vitest";
import { addVerdict, pin, pinned, ranked, verdictAt } from "./pinned";
import { castOf, changeOfMind, stacking } from "./ribbon";

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
  pin(new Uint8Array(4));
  for (let step = 1; step <= 2000; step++) addVerdict({ step, probabilities: [1] });
  expect(pinned.getState().verdicts.length).toBeLessThanOrEqual(601);
  expect(pinned.getState().verdicts.at(-1)?.step).toBe(2000);
  // A resume goes back: later verdicts were about weights that are gone.
  addVerdict({ step: 100, probabilities: [1] });
  expect(pinned.getState().verdicts.at(-1)?.step).toBe(100);
  pin(null);
  expect(pinned.getState()).toEqual({ pixels: null, verdicts: [] });
});

it("finds the verdict of a step and ranks classes", () => {
  expect(verdictAt(VERDICTS, 6)?.step).toBe(5);
  expect(verdictAt(VERDICTS, 0)?.step).toBe(1);
  expect(ranked([0.1, 0.7, 0.2]).map(({ label }) => label)).toEqual([1, 2, 0]);
});

import { expect, it } from "vitest";
import { rateAt, rateCurve } from "./scheduleCurve";

const RATES = { base: 0.1, totalSteps: 1000 };

it("rises in the warm-up and falls along half a cosine", () => {
  const schedule = { kind: "cosine", warmup_steps: 100, final_fraction: 0.1 } as const;
  expect(rateAt(schedule, 1, RATES)).toBeCloseTo(0.1 / 101);
  expect(rateAt(schedule, 101, RATES)).toBeCloseTo(0.1);
  expect(rateAt(schedule, 551, RATES)).toBeCloseTo(0.1 * (0.1 + 0.9 * 0.5));
  expect(rateAt(schedule, 1000, RATES)).toBeCloseTo(0.01, 4);
});

it("stays where it is set", () => {
  expect(rateAt({ kind: "constant" }, 7, RATES)).toBe(0.1);
});

it("draws from the first step to the last", () => {
  const curve = rateCurve({ kind: "constant" }, RATES, 50);
  expect(curve.at(0)?.step).toBe(1);
  expect(curve.at(-1)?.step).toBe(1000);
});

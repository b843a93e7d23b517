import { expect, it } from "vitest";
import { rateAt, rateCurve } from "./scheduleCurve";

const RATES = { base: 0.1, totalSteps: 1000, stepsPerEpoch: 100 };

it("rises in the warm-up and falls along half a cosine", () => {
  const schedule = { kind: "cosine", warmup_steps: 100, final_fraction: 0.1 } as const;
  expect(rateAt(schedule, 1, RATES)).toBeCloseTo(0.1 / 101);
  expect(rateAt(schedule, 101, RATES)).toBeCloseTo(0.1);
  expect(rateAt(schedule, 551, RATES)).toBeCloseTo(0.1 * (0.1 + 0.9 * 0.5));
  expect(rateAt(schedule, 1000, RATES)).toBeCloseTo(0.01, 4);
});

it("drops where the worker does: after whole epochs", () => {
  const step = { kind: "step", every_epochs: 2, factor: 0.5 } as const;
  expect([200, 201, 401].map((at) => rateAt(step, at, RATES))).toEqual([0.1, 0.05, 0.025]);
  const multi = { kind: "multi_step" as const, milestones: [1, 3], factor: 0.1 };
  expect(rateAt(multi, 100, RATES)).toBe(0.1);
  expect(rateAt(multi, 101, RATES)).toBeCloseTo(0.01);
  expect(rateAt(multi, 301, RATES)).toBeCloseTo(0.001);
  expect(rateAt({ kind: "exponential", factor: 0.5 }, 101, RATES)).toBeCloseTo(0.05);
});

it("rises to its peak and falls below its beginning in one cycle", () => {
  const schedule = {
    kind: "one_cycle",
    rise_fraction: 0.3,
    initial_fraction: 0.04,
    final_fraction: 0.001,
  } as const;
  expect(rateAt(schedule, 1, RATES)).toBeCloseTo(0.004);
  expect(rateAt(schedule, 300, RATES)).toBeCloseTo(0.1);
  expect(rateAt(schedule, 1000, RATES)).toBeCloseTo(0.0001);
});

it("stays where it is set", () => {
  expect(rateAt({ kind: "constant" }, 7, RATES)).toBe(0.1);
});

it("draws from the first step to the last", () => {
  const curve = rateCurve({ kind: "constant" }, RATES, 50);
  expect(curve.at(0)?.step).toBe(1);
  expect(curve.at(-1)?.step).toBe(1000);
});

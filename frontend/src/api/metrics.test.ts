import { expect, it } from "vitest";
import { CLASSIFIER } from "@/schema/metrics.gen";
import type { Metric } from "@/schema/schema.gen";
import { Curve } from "./curve";
import { chartsOf, fallingByStep, headlineOf, keyOf, rateOf, ratesOf, seriesOf } from "./metrics";

const metric = (name: string, made: Partial<Metric> = {}): Metric => ({
  name,
  series: "step",
  unit: "none",
  better: "neither",
  axis: "linear",
  panel: "learning",
  headline: false,
  ...made,
});

it("draws a classifier as loss and accuracy", () => {
  expect(chartsOf(CLASSIFIER).map(({ name }) => name)).toEqual(["loss", "accuracy"]);
  expect(keyOf(headlineOf(CLASSIFIER))).toBe("test_accuracy");
  expect(fallingByStep(CLASSIFIER)?.name).toBe("loss");
  expect(rateOf(CLASSIFIER, "classifier")).toBe("learning_rate");
});

it("has a chart for each name, panel by panel, and none for what belongs to no panel", () => {
  const metrics = [
    metric("generator.loss", { panel: "generator" }),
    metric("critic.loss", { panel: "critic" }),
    metric("learning_rate", { panel: "" }),
    metric("generator.norm", { panel: "generator" }),
    metric("critic.loss", { series: "evaluation", panel: "critic" }),
  ];
  expect(chartsOf(metrics).map(({ name }) => name)).toEqual([
    "generator.loss",
    "generator.norm",
    "critic.loss",
  ]);
  expect([fallingByStep(metrics), rateOf(metrics, "critic")]).toEqual([undefined, ""]);
});

it("finds the rate of each network where there are several", () => {
  const metrics = [
    metric("generator.loss"),
    metric("generator.learning_rate", { unit: "rate" }),
    metric("critic.learning_rate", { unit: "rate" }),
  ];
  expect(ratesOf(metrics)).toEqual(["generator.learning_rate", "critic.learning_rate"]);
  expect(rateOf(metrics, "critic")).toBe("critic.learning_rate");
});

it("reads the series of before by their first names", () => {
  expect(["train", "test", "step", "evaluation"].map(seriesOf)).toEqual([
    "step",
    "evaluation",
    "step",
    "evaluation",
  ]);
});

it("finds the best of what should fall where it is least", () => {
  const curve = new Curve();
  curve.append(Int32Array.of(1, 2, 3), { error: Float32Array.of(3, 1, 2) });
  expect(curve.best("error", "lower")).toEqual({ step: 2, value: 1 });
  expect(curve.best("error", "lower", 1)).toEqual({ step: 1, value: 3 });
  expect(curve.best("error", "higher")).toEqual({ step: 1, value: 3 });
  expect(curve.best("error", "neither")).toBeNull();
});

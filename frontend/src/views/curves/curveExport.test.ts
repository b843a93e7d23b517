import { expect, it } from "vitest";
import { Curve } from "@/api/curve";
import { curvesCsv } from "./curveExport";

it("writes every value once, train beside test, by step", () => {
  const train = new Curve();
  train.append(Int32Array.of(1, 2, 3), {
    loss: Float32Array.of(2.5, 1.25, Number.NaN),
    learning_rate: Float32Array.of(0.5, 0.5, 0.25),
  });
  const test = new Curve();
  test.append(Int32Array.of(2, 4), { accuracy: Float32Array.of(0.5, 0.75) });
  expect(curvesCsv({ train, test })).toBe(
    [
      "step,train_loss,train_learning_rate,test_accuracy",
      "1,2.5,0.5,",
      "2,1.25,0.5,0.5",
      "3,,0.25,",
      "4,,,0.75",
      "",
    ].join("\n"),
  );
});

it("writes the names alone before the first step", () => {
  expect(curvesCsv({ train: new Curve(), test: new Curve() })).toBe("step\n");
});

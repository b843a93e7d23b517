import { expect, it } from "vitest";
import { settingPathOf } from "./settingPath";

it("reads the settings of before by their first names, and leaves a path as it is", () => {
  expect(
    ["learning_rate", "clip_norm", "label_smoothing", "dropout:dropout_1"].map(settingPathOf),
  ).toEqual([
    "optimizers.classifier.optimizer.learning_rate",
    "optimizers.classifier.clip_norm",
    "algorithm.loss.label_smoothing",
    "networks.classifier.nodes.dropout_1.layer.p",
  ]);
  const path = "optimizers.critic.optimizer.learning_rate";
  expect(settingPathOf(path)).toBe(path);
});

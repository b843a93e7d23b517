import { expect, it } from "vitest";
import { blamed, problemsAt } from "./faults";
import type { Problem } from "./types";

const where = { role: "classifier", node: "output", field: "" };
const wrongSize: Problem = {
  code: "wrong_output_size_linear",
  params: { linear: "linear_3", expected: 10 },
  where,
};
const groups: Problem = {
  code: "groups_in_channels",
  params: {},
  where: { ...where, node: "conv2d_1", field: "groups" },
};

it("a wrong number of scores is the fault of the layer that gives them", () => {
  expect(blamed(wrongSize)).toEqual({ node: "linear_3", field: "out_features" });
  expect(blamed(groups)).toMatchObject({ node: "conv2d_1", field: "groups" });
  expect(problemsAt([wrongSize, groups], "classifier", "linear_3")).toEqual([wrongSize]);
  expect(problemsAt([wrongSize, groups], "classifier", "output")).toEqual([wrongSize]);
  expect(problemsAt([wrongSize], "generator", "output")).toEqual([]);
});

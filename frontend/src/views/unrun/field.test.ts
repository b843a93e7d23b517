import { expect, test } from "vitest";
import { image, vector } from "@/graph/fixtures";
import type { CheckedNetwork } from "@/schema/checked";
import { fieldOf, lastWithEdges } from "./field";

const reach = (size: number, first: number, jump: number) => ({
  sizes: [size, size],
  first: [first, first],
  jump: [jump, jump],
});

const CHECKED = {
  nodes: {
    input: { outputs: { out: image(3, 224, 224) }, reach: reach(1, 0, 1) },
    conv2d_1: { outputs: { out: image(64, 112, 112) }, reach: reach(7, -3, 2) },
    res_4: { outputs: { out: image(512, 7, 7) }, reach: reach(435, -217, 32) },
    linear_1: { outputs: { out: vector(1000) } },
  },
} as unknown as CheckedNetwork;

test("the place in the middle is framed where it looks, beyond the edge too", () => {
  expect(fieldOf(CHECKED, "input", "conv2d_1")).toEqual({
    node: "conv2d_1",
    whole: [224, 224],
    size: [7, 7],
    jump: [2, 2],
    corner: [107, 107],
  });
  expect(fieldOf(CHECKED, "input", "res_4")?.corner).toEqual([-121, -121]);
});

test("behind the last map everything is seen, and of a row of numbers nothing can be framed", () => {
  expect(fieldOf(CHECKED, "input", "linear_1")?.size).toBeNull();
  expect(fieldOf(CHECKED, "linear_1", "conv2d_1")).toBeNull();
  expect(fieldOf(CHECKED, "input", "gone")).toBeNull();
  expect(lastWithEdges(CHECKED, ["input", "conv2d_1", "res_4", "linear_1"])).toBe("res_4");
});

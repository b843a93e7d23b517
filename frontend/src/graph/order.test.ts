import { describe, expect, it } from "vitest";
import { defaultLayer } from "./catalogue";
import { planOrder } from "./order";
import type { Network } from "./types";
import { readingOrder } from "./walk";

/** A block with a skip wire, its branches drawn one below the other. */
const residual: Network = {
  nodes: Object.fromEntries(
    (
      [
        ["output", "output", 900, 100],
        ["add_1", "add", 700, 100],
        ["input", "input", 0, 100],
        ["conv2d_10", "conv2d", 300, 300],
        ["conv2d_2", "conv2d", 300, 500],
        ["relu_1", "relu", 500, 90],
      ] as const
    ).map(([id, kind, x, y]) => [id, { layer: defaultLayer(kind), position: { x, y } }]),
  ),
  edges: [
    { source: "input", target: "conv2d_10" },
    { source: "input", target: "conv2d_2" },
    { source: "conv2d_10", target: "relu_1" },
    { source: "conv2d_2", target: "add_1" },
    { source: "relu_1", target: "add_1" },
    { source: "add_1", target: "output" },
  ],
};

describe("the order of the plan", () => {
  it("follows the wires, ties by name as the server does, not the rows of the canvas", () => {
    expect(planOrder(residual)).toEqual([
      "input",
      "conv2d_2",
      "conv2d_10",
      "relu_1",
      "add_1",
      "output",
    ]);
    expect(readingOrder(residual)).not.toEqual(planOrder(residual));
  });

  it("leaves nothing out: a circle comes last", () => {
    const round = {
      ...residual,
      edges: [...residual.edges, { source: "add_1", target: "relu_1" }],
    };
    expect(planOrder(round)).toEqual([
      "input",
      "conv2d_2",
      "conv2d_10",
      "add_1",
      "output",
      "relu_1",
    ]);
  });
});

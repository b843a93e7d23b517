import { describe, expect, it } from "vitest";
import type { NodeOutputsFrame } from "@/schema/schema.gen";
import { readingOf } from "./nodeReading";

const values = { shape: [2], values: new Uint8Array([1, 2]), scale: 1 };
const frame = {
  kind: "node_outputs",
  role: "classifier",
  nodes: [
    { node: "answer", ...values },
    { node: "output", ...values },
  ],
  probabilities: [0.25, 0.75],
} as unknown as NodeOutputsFrame;

describe("the reading of a node", () => {
  it("holds the probabilities where the node is the network's output, whatever its name", () => {
    expect(
      readingOf({ step: 0, frame }, "answer", { isAnswer: true, value: null })?.probabilities,
    ).toEqual([0.25, 0.75]);
    expect(
      readingOf({ step: 0, frame }, "output", { isAnswer: false, value: null })?.probabilities,
    ).toEqual([]);
  });
});

import { describe, expect, it } from "vitest";
import type { NodeOutput, NodeOutputsFrame } from "@/schema/schema.gen";
import { backRows } from "./backRows";
import { BOX, drawnLines, drawnPairs, pairsOf } from "./lines";

function output(node: string, shape: number[], values: number[], scale = 1): NodeOutput {
  return { node, shape, values: Uint8Array.from(values, (value) => value & 255), scale };
}

const frame = (...nodes: NodeOutput[]): NodeOutputsFrame => ({
  kind: "node_outputs",
  role: "classifier",
  sample: 0,
  label: 0,
  nodes,
  probabilities: [],
});

describe("what came back", () => {
  it("stands below what went in, on the scale of what went in", () => {
    const given = output("input", [1, 2, 2], [-127, 127, 0, 0], 2);
    const back = output("output", [1, 2, 2], [127, -127, 0, 64], 4);
    const [first, last] = backRows([frame(given, output("linear_1", [3], [1, 2, 3]), back)], 4);
    expect([...(first?.[0]?.pixels ?? [])]).toEqual([0, 255, 128, 128]);
    expect([...(last?.[0]?.pixels ?? [])].slice(0, 3)).toEqual([255, 0, 128]);
  });

  it("is nothing of a network that answers otherwise", () => {
    const classes = frame(output("input", [1, 2, 2], [0, 0, 0, 0]), output("output", [10], [0]));
    expect(backRows([classes], 4)).toEqual([]);
  });
});

describe("lines", () => {
  it("end where their names begin, which keep apart", () => {
    const drawn = drawnLines(
      [
        [3, 2, 1],
        [3, 2, 1.01],
        [3, 2.9, 2.8],
      ],
      ["with", "without", "never"],
    );
    const [one, two, three] = drawn.map(({ y }) => y);
    expect(Math.abs((one ?? 0) - (two ?? 0))).toBeGreaterThanOrEqual(11.9);
    expect(three).toBeLessThan(one ?? 0);
    expect(Math.max(...drawn.map(({ y }) => y))).toBeLessThanOrEqual(BOX.height);
    expect(drawn.every(({ x }) => x < BOX.width - 40)).toBe(true);
  });

  it("leave out what is no number", () => {
    expect(drawnLines([[1, Number.NaN, 2]])[0]?.path).toMatch(/^M[\d. ]+L[\d. ]+$/);
  });
});

it("tells what is true from what is answered and by how much that is above it", () => {
  const bytes = (...values: number[]) => new Uint8Array(Float32Array.from(values).buffer);
  const frame = { kind: "residuals", role: "classifier" } as const;
  expect([...pairsOf({ ...frame, answers: bytes(3, 1), residuals: bytes(1, -1) })]).toEqual([
    2, 3, 2, 1,
  ]);
});

it("draws pairs on one scale, the greater the higher", () => {
  const { points } = drawnPairs(Float32Array.from([0, 0, 1, 1, 1, Number.NaN]));
  expect(points).toHaveLength(2);
  const [[x0, y0] = [0, 0], [x1, y1] = [0, 0]] = points;
  expect(x1 - x0).toBeCloseTo(y0 - y1);
});

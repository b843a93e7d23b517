import { describe, expect, it } from "vitest";
import type { NodeOutput } from "@/schema/schema.gen";
import { tellingRows } from "./drawMaps";

function output(node: string, shape: number[], value = 0): NodeOutput {
  const size = shape.reduce((product, side) => product * side, 1);
  return { node, shape, values: new Uint8Array(size).fill(value), scale: 1 };
}

describe("tellingRows", () => {
  it("takes up to six maps of the first two convolutions", () => {
    const rows = tellingRows([
      output("input", [1, 28, 28]),
      output("conv2d_1", [6, 28, 28]),
      output("max_pool2d_1", [6, 14, 14]),
      output("conv2d_2", [16, 10, 10]),
      output("linear_1", [120]),
    ]);
    expect(rows.map((row) => row.map((tile) => tile.width))).toEqual([
      [28, 28, 28, 28, 28, 28],
      [10, 10, 10, 10, 10, 10],
    ]);
  });

  it("reads values as signed bytes", () => {
    const rows = tellingRows([output("conv2d_1", [2, 2, 2], 0x81)]);
    expect(rows[0]?.[0]?.pixels[0]).toBe(0);
  });

  it("has nothing to show of a network of vectors", () => {
    expect(tellingRows([output("linear_1", [84])])).toEqual([]);
  });
});

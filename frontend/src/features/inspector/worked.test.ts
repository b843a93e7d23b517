import { describe, expect, it } from "vitest";
import { image, vector } from "@/graph/fixtures";
import { splitResult, workedOut } from "./worked";

const template = "⌊({in_h} + 2·{padding_h} − {kernel_size_h}) / {stride_h}⌋ + 1 = {out_h}";
const layer = { kind: "max_pool2d", kernel_size: [2, 2], stride: [2, 2], padding: [0, 0] };

describe("a formula with its numbers", () => {
  it("takes shapes and fields", () => {
    const text = workedOut(template, layer, image(6, 28, 28), image(6, 14, 14));
    expect(text).toBe("⌊(28 + 2·0 − 2) / 2⌋ + 1 = 14");
    expect(splitResult(text ?? "")).toEqual(["⌊(28 + 2·0 − 2) / 2⌋ + 1 = ", "14"]);
  });

  it("is not written while a number is unknown", () => {
    expect(workedOut(template, layer, image(6, 28, 28), null)).toBeNull();
    expect(
      workedOut("W: {out_features} × {in_features}", { kind: "linear" }, vector(400), vector(84)),
    ).toBe("W: 84 × 400");
    const tokens = { kind: "tokens", sides: ["T"], categories: 65 } as const;
    expect(workedOut("{in_features}", { kind: "embedding" }, tokens, null)).toBeNull();
    expect(workedOut("", layer, undefined, null)).toBeNull();
  });
});

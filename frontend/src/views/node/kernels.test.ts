import { describe, expect, it } from "vitest";
import { signedBytes } from "@/api/wire";
import type { NodeKernels } from "@/schema/schema.gen";
import { brokenBy } from "../canvas/canvas";
import { kernelMaps, kernelsOf } from "./kernels";

/** Three filters over six channels (four are carried), 1×2 each; a value tells filter and channel. */
function kernels(): NodeKernels {
  const values: number[] = [];
  for (let filter = 0; filter < 3; filter++) {
    for (let channel = 0; channel < 4; channel++) {
      values.push(filter * 10 + channel, -(filter * 10 + channel));
    }
  }
  return {
    node: "conv2d_1",
    shape: [3, 6, 1, 2],
    values: new Uint8Array(Int8Array.from(values).buffer),
    scale: 0.5,
  };
}

describe("kernels", () => {
  it("of one input channel are maps", () => {
    const maps = kernelMaps(kernels(), 1, 16);
    expect(maps.shape).toEqual([3, 1, 2]);
    // The largest in sight takes the whole scale.
    expect([...signedBytes(maps.values)]).toEqual([6, -6, 67, -67, 127, -127]);
    expect(maps.scale).toBeCloseTo((0.5 * 21) / 127);
  });

  it("are as many as asked for", () => {
    const maps = kernelMaps(kernels(), 0, 2);
    expect(maps.shape).toEqual([2, 1, 2]);
    expect(maps.values).toHaveLength(4);
  });

  it("say so when they have blown up", () => {
    const broken = { ...kernels(), values: new Uint8Array(24), scale: -1 };
    expect(brokenBy(kernelMaps(broken, 1, 16))).toBe("NaN");
    expect(brokenBy(kernelMaps({ ...broken, scale: -2 }, 1, 16))).toBe("∞");
    expect(brokenBy(kernelMaps(kernels(), 1, 16))).toBeNull();
  });

  it("are found by their node", () => {
    const frame = { kind: "kernels" as const, role: "classifier", channel: 0, nodes: [kernels()] };
    expect(kernelsOf(frame, "conv2d_1")?.scale).toBe(0.5);
    expect(kernelsOf(frame, "linear_1")).toBeUndefined();
    expect(kernelsOf(undefined, "conv2d_1")).toBeUndefined();
  });
});

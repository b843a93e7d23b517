import { describe, expect, it } from "vitest";
import type { CheckedExperiment, CheckedNetwork } from "@/schema/checked";
import { memoryOf, totalsOf } from "./checkStore";
import { image } from "./fixtures";
import type { Value } from "./types";

const MAPS = image(6, 28, 28);

const network = (output: Value | null): CheckedNetwork => ({
  parameters: 156,
  buffers: 0,
  flops: 0,
  activations: 0,
  readable_probes: [],
  is_shown_samples: true,
  nodes: {
    conv2d_1: {
      given: {},
      outputs: output ? { out: { ...output, sides: [...output.sides] } } : {},
      parameters: 0,
      buffers: 0,
      flops: 0,
    },
  },
});
const answer = (output: Value | null, total: number) =>
  ({
    networks: { classifier: network(output) },
    memory: { total },
  }) as unknown as CheckedExperiment;

describe("what a network costs", () => {
  it("is unknown while a fault hides a value, never a sum of what is left", () => {
    expect(totalsOf(network(MAPS))?.parameters).toBe(156);
    expect(totalsOf(network(null))).toBeUndefined();
    expect(totalsOf(undefined)).toBeUndefined();
  });

  it("is unknown memory too", () => {
    expect(memoryOf(answer(MAPS, 4096))).toBe(4096);
    expect(memoryOf(answer(null, 4096))).toBeUndefined();
    expect(memoryOf(answer(MAPS, 0))).toBeUndefined();
    expect(memoryOf(null)).toBeUndefined();
  });
});

import { expect, it, vi } from "vitest";
import type { Experiment } from "@/schema/schema.gen";
import { serve } from "@/test-page";
import { checkExperiment } from "./check";

it("puts the values that a network tells once where they stand", async () => {
  const maps = { kind: "image", sides: [6, 28, 28], categories: 0 };
  const costs = { parameters: 0, buffers: 0, flops: 0 };
  const nodes = {
    conv2d_1: { given: { in: [] }, outputs: { out: 0 }, reach: 0, ...costs },
    add_1: { given: { in: [0, 0] }, outputs: { out: 0 }, reach: 0, ...costs },
    relu_1: { given: { in: [] }, outputs: {}, reach: -1, ...costs },
  };
  const reach = { sizes: [5, 5], first: [-2, -2], jump: [1, 1] };
  const networks = { classifier: { nodes, values: [maps], reaches: [reach], parameters: 0 } };
  serve({ "POST /api/check": { networks, problems: [] } });
  const told = await checkExperiment({} as Experiment, new AbortController().signal);
  const known = told.networks.classifier?.nodes;
  const add = { given: { in: [maps, maps] }, outputs: { out: maps }, reach, ...costs };
  expect(known?.add_1).toEqual(add);
  expect(known?.relu_1?.reach).toBeUndefined();
  expect(known?.add_1?.outputs.out).toBe(known?.conv2d_1?.outputs.out);
  expect(known?.relu_1?.outputs).toEqual({});
  vi.unstubAllGlobals();
});

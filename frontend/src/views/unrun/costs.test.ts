import { expect, test } from "vitest";
import type { Network } from "@/graph/types";
import type { CheckedNetwork } from "@/schema/checked";
import { costsOf, namesWithRoom } from "./costs";

const layer = (kind: string) => ({ layer: { kind }, position: { x: 0, y: 0 } });
const NETWORK: Network = {
  nodes: { linear_1: layer("linear"), res_1: layer("block"), input: layer("input") },
  edges: [
    { source: "input", target: "res_1" },
    { source: "res_1", target: "linear_1" },
  ],
};

function checked(costs: Record<string, [number, number]>): CheckedNetwork {
  const nodes = Object.entries(costs).map(([node, [parameters, flops]]) => [
    node,
    { given: {}, outputs: {}, parameters, buffers: 0, flops },
  ]);
  return { nodes: Object.fromEntries(nodes) } as unknown as CheckedNetwork;
}

test("a block costs what is inside of it, once, and what costs nothing is left out", () => {
  const known = checked({
    input: [0, 0],
    res_1: [30, 90],
    "res_1/0/conv2d_1": [15, 45],
    "res_1/1/conv2d_1": [15, 45],
    linear_1: [4, 8],
  });
  const costs = costsOf(NETWORK, known);
  expect(costs.map(({ node }) => node)).toEqual(["res_1", "linear_1"]);
  expect(costs.reduce((sum, { parameters }) => sum + parameters, 0)).toBe(34);
  expect(costsOf(NETWORK, undefined)).toEqual([]);
});

test("names stand apart, and the one that is looked at stands in any case", () => {
  const names = ["conv2d_1", "res_1", "res_down_1", "linear_1"];
  const width = (name: string) => name.length * 6;
  const room = { left: 40, pitch: 30, right: 160 };
  const shown = (wanted: number) =>
    namesWithRoom(names, room, wanted, width)
      .map(({ at }) => at)
      .sort();
  expect(shown(-1)).toEqual([0, 3]);
  expect(shown(2)).toEqual([2]);
  expect(namesWithRoom(names, { ...room, pitch: 90, right: 400 }, -1, width)).toHaveLength(4);
});

import { expect, test } from "vitest";
import { image, vector } from "@/graph/fixtures";
import type { Network } from "@/graph/types";
import type { CheckedNetwork } from "@/schema/checked";
import { branchesOf } from "./branches";

const layer = (kind: string) => ({ layer: { kind }, position: { x: 0, y: 0 } });
const NETWORK: Network = {
  nodes: { input: layer("input"), inception_3a: layer("block"), add_1: layer("add") },
  edges: [
    { source: "input", target: "inception_3a" },
    { source: "inception_3a", target: "add_1" },
    { source: "input", target: "add_1" },
  ],
};

test("a block tells of the branches that are joined inside of it, and a sum joins none", () => {
  const nodes = {
    "inception_3a/concat_1": {
      given: { in: [image(64, 28, 28), image(128, 28, 28), image(32, 28, 28)] },
      outputs: { out: image(224, 28, 28) },
    },
    add_1: {
      given: { in: [image(224, 28, 28), image(224, 28, 28)] },
      outputs: { out: image(224, 28, 28) },
    },
    concat_2: { given: { in: [vector(3), vector(4)] }, outputs: { out: vector(7) } },
  };
  const checked = { nodes } as unknown as CheckedNetwork;
  expect(branchesOf(NETWORK, checked)).toEqual([{ node: "inception_3a", channels: [64, 128, 32] }]);
  expect(branchesOf(NETWORK, undefined)).toEqual([]);
});

import { expect, test } from "vitest";
import { clipToText } from "../clipText";
import { textToClip } from "../pasting";
import type { Block, Layer } from "../types";
import { carried, renamedUses, sameBlock } from "./carried";
import { type Blocks, blocksBehind } from "./definitions";
import { layer, wired } from "./fixtures";

const use = (block: string): Layer => ({ kind: "block", block, arguments: {}, repeat: 1 });

const row = (middle: Layer): Block => ({
  network: wired(
    { input: layer("input"), middle_1: middle, output: layer("output") },
    "input middle_1",
    "middle_1 output",
  ),
  parameters: {},
  bindings: {},
});

const RELU = row(layer("relu"));
const TANH = row(layer("tanh"));

test("what is copied brings the blocks that it uses, and those that they use", () => {
  const blocks: Blocks = { outer: row(use("inner")), inner: RELU, other: TANH };
  const { nodes } = wired({ outer_1: use("outer"), relu_1: layer("relu") });
  expect(Object.keys(blocksBehind(blocks, { nodes }))).toEqual(["inner", "outer"]);
  expect(blocksBehind(blocks, { nodes: {} })).toEqual({});
});
test("one that is here already is used", () => {
  const moved = {
    ...RELU,
    network: {
      ...RELU.network,
      nodes: Object.fromEntries(
        Object.entries(RELU.network.nodes).map(([id, node]) => [
          id,
          { ...node, position: { x: 7, y: 7 } },
        ]),
      ),
    },
  };
  const { blocks, names } = carried({ inner: RELU }, { inner: moved });
  expect(blocks).toEqual({ inner: RELU });
  expect(names.get("inner")).toBe("inner");
});
test("another of the same name is renamed, and so in what uses it; the next time that one is used", () => {
  const brought: Blocks = { inner: TANH, outer: row(use("inner")) };
  const first = carried({ inner: RELU }, brought);
  expect(Object.keys(first.blocks)).toEqual(["inner", "inner_2", "outer"]);
  expect(first.blocks.outer?.network.nodes.middle_1?.layer.block).toBe("inner_2");
  const second = carried(first.blocks, brought);
  expect(second.blocks).toEqual(first.blocks);
  expect([...second.names]).toEqual([
    ["inner", "inner_2"],
    ["outer", "outer"],
  ]);
});
test("an outer one whose inner one differs is another", () => {
  const here: Blocks = { inner: RELU, outer: row(use("inner")) };
  const { names } = carried(here, { inner: TANH, outer: row(use("inner")) });
  expect(names.get("outer")).toBe("outer_2");
});
test("blocks that use each other in a circle come along all the same", () => {
  const brought: Blocks = { a: row(use("b")), b: row(use("a")) };
  expect(Object.keys(carried({}, brought).blocks).sort()).toEqual(["a", "b"]);
});
test("uses are renamed, all else is left alone", () => {
  const network = wired({ outer_1: use("outer"), relu_1: layer("relu") });
  const renamed = renamedUses(network, new Map([["outer", "outer_2"]]));
  expect(renamed.nodes.outer_1?.layer.block).toBe("outer_2");
  expect(renamed.nodes.relu_1).toBe(network.nodes.relu_1);
});
test("other parameters make another block", () => {
  expect(sameBlock(RELU, { ...RELU, parameters: { channels: 4 } })).toBe(false);
  expect(sameBlock(RELU, { ...RELU })).toBe(true);
});
test("what is on the clipboard brings its blocks, and nothing that is none", () => {
  const { nodes, edges } = wired(
    { outer_1: use("outer"), relu_1: layer("relu") },
    "relu_1 outer_1",
  );
  const text = clipToText({ nodes, edges, blocks: { outer: RELU } });
  const kinds = new Set(["block", "relu", "input", "output"]);
  expect(textToClip(text, kinds)?.blocks?.outer?.network.nodes).toEqual(RELU.network.nodes);
  const strange = { ...RELU, parameters: { a: 4, b: "many" }, bindings: { "x.y": 7 } };
  const sent = JSON.stringify({
    ...JSON.parse(text),
    blocks: { outer: strange, "No!": RELU, none: 7 },
  });
  const { blocks } = textToClip(sent, kinds) ?? {};
  expect(Object.keys(blocks ?? {})).toEqual(["outer"]);
  expect(blocks?.outer).toMatchObject({ parameters: { a: 4 }, bindings: {} });
});

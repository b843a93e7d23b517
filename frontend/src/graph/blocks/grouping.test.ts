import { describe, expect, test } from "vitest";
import { blocksOf, networkOf } from "../experiment";
import { boundaryOf } from "./boundary";
import { candidates, proposedName } from "./candidates";
import { documentOf, layer, residuals, STAGE, stages, UNIT, wired } from "./fixtures";
import { definitionOf, type GroupPlace, grouped, inRows, ownPlace } from "./grouping";
import { samePlaces } from "./sameness";

const bounds = (network = stages(), nodes = STAGE) => {
  const found = boundaryOf(network, nodes);
  if ("code" in found) throw new Error(found.code);
  return found;
};

const proposed = (network = stages(), nodes = STAGE) =>
  candidates(network, nodes).filter((each) => each.proposed);

const groupAll = (network = stages(), nodes = STAGE, name = "stage") => {
  const boundary = bounds(network, nodes);
  const parameters = proposed(network, nodes);
  const others = samePlaces({ classifier: network }, "classifier", boundary, parameters);
  return grouped(documentOf(network), {
    name,
    block: definitionOf(network, boundary, parameters),
    places: [ownPlace("classifier", boundary, parameters), ...others],
  });
};

describe("what is in the way of a block", () => {
  test("a chain has one way in and one way out", () => {
    expect(bounds()).toEqual({
      nodes: STAGE,
      entry: { node: "input", port: "out" },
      exit: { node: "max_pool2d_1", port: "out" },
    });
  });
  test("a sum that is given what enters is no second way in", () => {
    expect(bounds(residuals(), UNIT).entry.node).toBe("conv2d_1");
  });
  test.each([
    [["conv2d_3", "add_1"], "entries", "add_1", "conv2d_1"],
    [["conv2d_1", "conv2d_2"], "exits", "conv2d_1", "add_1"],
    [["input", "conv2d_1"], "end", "input", ""],
    [[], "nothing", "", ""],
  ])("of %j: %s", (nodes, code, node, other) => {
    expect(boundaryOf(residuals(), nodes)).toEqual({ code, node, other });
  });
  test("a layer that nothing feeds, or that feeds nothing, is named", () => {
    const { nodes } = stages();
    const loose = (...wires: string[]) =>
      wired(
        { input: layer("input"), a: layer("relu"), b: layer("relu"), c: layer("relu") },
        ...wires,
      );
    expect(boundaryOf(loose("input a", "a b"), ["a", "b", "c"])).toMatchObject({
      code: "unfed",
      node: "c",
    });
    expect(boundaryOf(loose("input a", "a b", "a c"), ["a", "b", "c"])).toMatchObject({
      code: "dead_end",
      node: "b",
    });
    expect(Object.keys(nodes)).toContain("conv2d_1");
  });
  test("the end of a network that is not finished is a way out", () => {
    const loose = wired(
      { input: layer("input"), a: layer("relu"), b: layer("relu") },
      "input a",
      "a b",
    );
    expect(boundaryOf(loose, ["a", "b"])).toMatchObject({ exit: { node: "b", port: "out" } });
  });
});

describe("what can be a parameter", () => {
  test("equal fields are one, and only widths are proposed", () => {
    const found = candidates(residuals(), UNIT);
    expect(found.map(({ name, value, proposed: ticked }) => [name, value, ticked])).toEqual([
      ["channels", 8, true],
      ["kernel_size", 3, false],
    ]);
    expect(found[0]?.fields).toEqual(["conv2d_2.out_channels", "conv2d_3.out_channels"]);
  });
  test("different widths have names of their own", () => {
    const network = residuals();
    const other = { ...network.nodes.conv2d_3, layer: layer("conv2d", { out_channels: 4 }) };
    const nodes = { ...network.nodes, conv2d_3: { ...other, position: { x: 0, y: 0 } } };
    const names = candidates({ ...network, nodes }, UNIT).map(({ name }) => name);
    expect(names).toEqual(["channels", "channels_2", "kernel_size"]);
  });
  test("a name is proposed by what the layers are", () => {
    expect(proposedName(residuals(), UNIT, {})).toBe("residual");
    expect(proposedName(stages(), STAGE, { conv_block: 1 })).toBe("conv_block_2");
  });
});

describe("the block", () => {
  test("holds the layers with their names and places between an input and an output", () => {
    const block = definitionOf(residuals(), bounds(residuals(), UNIT), proposed(residuals(), UNIT));
    expect(Object.keys(block.network.nodes)).toEqual(["input", ...UNIT, "output"]);
    expect(block.network.nodes.relu_1).toEqual(residuals().nodes.relu_1);
    expect(block.network.edges).toEqual([
      { source: "input", target: "conv2d_2" },
      { source: "conv2d_2", target: "relu_1" },
      { source: "relu_1", target: "conv2d_3" },
      { source: "conv2d_3", target: "add_1" },
      { source: "input", target: "add_1" },
      { source: "add_1", target: "output" },
    ]);
    expect(block.parameters).toEqual({ channels: 8 });
    expect(block.bindings).toEqual({
      "conv2d_2.out_channels": "channels",
      "conv2d_3.out_channels": "channels",
    });
  });
  test("its uses take the places and the wires of the layers", () => {
    const { experiment, uses } = groupAll();
    const network = networkOf(experiment, "classifier");
    expect(uses.map(({ name }) => name)).toEqual(["stage_1", "stage_2"]);
    expect(Object.keys(network.nodes)).toEqual([
      "input",
      "stage_1",
      "stage_2",
      "flatten_1",
      "linear_1",
      "output",
    ]);
    expect(network.edges.map(({ source, target }) => `${source} ${target}`)).toEqual([
      "input stage_1",
      "stage_1 stage_2",
      "stage_2 flatten_1",
      "flatten_1 linear_1",
      "linear_1 output",
    ]);
    expect(Object.keys(blocksOf(experiment))).toEqual(["stage"]);
  });
  test("alike ones in a row are one use that is repeated, each with the weights that it had", () => {
    const { experiment, sameWeights } = groupAll();
    const { stage_1: first, stage_2: second } = networkOf(experiment, "classifier").nodes;
    expect(first?.layer).toMatchObject({ repeat: 2, arguments: { channels: 8 } });
    expect(second?.layer).toMatchObject({ repeat: 1, arguments: { channels: 16 } });
    expect(first?.layer.seeds).toMatchObject({
      "0/conv2d_1": "conv2d_1",
      "1/conv2d_1": "conv2d_2",
      "1/relu_1": "relu_2",
    });
    expect(second?.layer.seeds).toMatchObject({ "0/conv2d_1": "conv2d_3" });
    expect(sameWeights).toBe(true);
  });
  test("what is fed twice is wired once, and wires into a sum keep their order", () => {
    const { experiment } = groupAll(residuals(), ["conv2d_4", "relu_2", "conv2d_5"], "three");
    expect(networkOf(experiment, "classifier").edges.slice(-3)).toEqual(
      [
        { source: "three_2", target: "add_2" },
        { source: "add_2", target: "output" },
      ].toSpliced(0, 0, { source: "add_1", target: "add_2" }),
    );
  });
  test("a frame that held all of them holds the use; one that held some does without them", () => {
    const network = {
      ...stages(),
      groups: {
        whole: { title: "All", nodes: [...STAGE, "conv2d_2"] },
        part: { title: "Some", nodes: ["relu_3", "flatten_1"] },
      },
    };
    const boundary = bounds(network);
    const { experiment } = grouped(documentOf(network), {
      name: "stage",
      block: definitionOf(network, boundary, []),
      places: [ownPlace("classifier", boundary, [])],
    });
    expect(networkOf(experiment, "classifier").groups).toEqual({
      whole: { title: "All", nodes: ["conv2d_2", "stage_1"] },
      part: { title: "Some", nodes: ["relu_3", "flatten_1"] },
    });
  });
  test("of a use inside, what it keeps goes to the use around it", () => {
    const once = groupAll().experiment;
    const network = networkOf(once, "classifier");
    const boundary = bounds(network, ["stage_1", "stage_2"]);
    const twice = grouped(once, {
      name: "body",
      block: definitionOf(network, boundary, []),
      places: [ownPlace("classifier", boundary, [])],
    });
    const { layer: use } = networkOf(twice.experiment, "classifier").nodes.body_1 ?? {};
    expect(use?.seeds).toMatchObject({
      "0/stage_1/1/conv2d_1": "conv2d_2",
      "0/stage_2/conv2d_1": "conv2d_3",
    });
    const inside = blocksOf(twice.experiment).body?.network.nodes;
    expect(inside?.stage_1?.layer.seeds).toBeUndefined();
  });
});

test("only what follows directly, with the same numbers, stands in a row", () => {
  const boundary = bounds();
  const own = ownPlace("classifier", boundary, proposed());
  const others = samePlaces({ classifier: stages() }, "classifier", boundary, proposed());
  const rows = (places: readonly GroupPlace[]) =>
    inRows(documentOf(stages()), places).map((row) => row.length);
  expect(rows([own, ...others])).toEqual([2, 1]);
  expect(rows([others[0] as GroupPlace, own].toReversed())).toEqual([2]);
});

test("what also feeds something else is followed by nothing in its row", () => {
  const tapped = {
    ...stages(),
    edges: [...stages().edges, { source: "max_pool2d_1", target: "flatten_1" }],
  };
  const { uses, repeated } = groupAll(tapped);
  expect([uses.length, repeated]).toEqual([3, 0]);
});

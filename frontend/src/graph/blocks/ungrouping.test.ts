import { describe, expect, test } from "vitest";
import { blocksOf, networkOf, withNetwork } from "../experiment";
import { withOff } from "../switching";
import type { Block, Layer, Network } from "../types";
import { boundaryOf } from "./boundary";
import { candidates } from "./candidates";
import { withBlocks } from "./definitions";
import { documentOf, layer, residuals, STAGE, stages, UNIT, wired } from "./fixtures";
import { definitionOf, grouped, ownPlace } from "./grouping";
import { samePlaces } from "./sameness";
import { ungrouped } from "./ungrouping";

function groupedIn(network: Network, nodes: readonly string[], name: string) {
  const boundary = boundaryOf(network, nodes);
  if ("code" in boundary) throw new Error(boundary.code);
  const parameters = candidates(network, nodes).filter(({ proposed }) => proposed);
  const others = samePlaces({ classifier: network }, "classifier", boundary, parameters);
  return grouped(documentOf(network), {
    name,
    block: definitionOf(network, boundary, parameters),
    places: [ownPlace("classifier", boundary, parameters), ...others],
  }).experiment;
}

const open = (experiment: ReturnType<typeof documentOf>, use: string) => {
  const result = ungrouped(experiment, "classifier", use);
  if (result === null) throw new Error(use);
  return result;
};

const graph = (experiment: ReturnType<typeof documentOf>) => {
  const { nodes, edges } = networkOf(experiment, "classifier");
  return {
    layers: Object.fromEntries(Object.entries(nodes).map(([id, node]) => [id, node.layer])),
    wires: edges.map(({ source, target }) => `${source} ${target}`).sort(),
  };
};

describe("what was grouped is as it was", () => {
  test.each([
    ["a chain at three places", stages(), STAGE, "stage"],
    ["units with a way round, in a row", residuals(), UNIT, "residual"],
  ])("%s", (_, network, nodes, name) => {
    let experiment = groupedIn(network, nodes, name);
    const uses = Object.keys(networkOf(experiment, "classifier").nodes).filter((id) =>
      id.startsWith(`${name}_`),
    );
    for (const use of uses) {
      const result = open(experiment, use);
      expect(result.sameWeights).toBe(true);
      experiment = result.experiment;
    }
    expect(graph(experiment)).toEqual(graph(documentOf(network)));
    expect(experiment.blocks).toBeUndefined();
  });
  test("uses within uses too", () => {
    const once = groupedIn(stages(), STAGE, "stage");
    const network = networkOf(once, "classifier");
    const boundary = boundaryOf(network, ["stage_1", "stage_2"]);
    if ("code" in boundary) throw new Error(boundary.code);
    let experiment = grouped(once, {
      name: "body",
      block: definitionOf(network, boundary, []),
      places: [ownPlace("classifier", boundary, [])],
    }).experiment;
    for (const use of ["body_1", "stage_1", "stage_2"]) ({ experiment } = open(experiment, use));
    expect(graph(experiment)).toEqual(graph(documentOf(stages())));
  });
});

test("layers with names of their own have them back, at each place", () => {
  const named = stages();
  const names: Record<string, string> = { conv2d_2: "middle", conv2d_1: "first" };
  const called = (id: string) => names[id] ?? id;
  const network: Network = {
    nodes: Object.fromEntries(Object.entries(named.nodes).map(([id, node]) => [called(id), node])),
    edges: named.edges.map(({ source, target }) => ({
      source: called(source),
      target: called(target),
    })),
  };
  const experiment = groupedIn(network, ["first", "relu_1", "max_pool2d_1"], "stage");
  const opened = open(experiment, "stage_1");
  expect(opened.nodes).toContain("middle");
  expect(opened.sameWeights).toBe(true);
});

/** input → a use of `inside`, twice in a row where nothing else is said → output. */
function using(inside: Block, fields: Partial<Layer> = {}) {
  const use = { kind: "block", block: "inside", arguments: {}, repeat: 1, ...fields } as Layer;
  const network = wired(
    { input: layer("input"), conv2d_1: layer("conv2d"), inside_1: use, output: layer("output") },
    "input conv2d_1",
    "conv2d_1 inside_1",
    "inside_1 output",
  );
  return withBlocks(documentOf(network), { inside });
}

const small: Block = {
  network: wired(
    {
      input: layer("input"),
      conv2d_1: layer("conv2d"),
      relu_1: layer("relu"),
      output: layer("output"),
    },
    "input conv2d_1",
    "conv2d_1 relu_1",
    "relu_1 output",
  ),
  parameters: { channels: 8, kernel: 3 },
  bindings: { "conv2d_1.out_channels": "channels", "conv2d_1.kernel_size": "kernel" },
};

test("a repeated use is unrolled under names that are free, with its numbers in their fields", () => {
  const { experiment, nodes, sameWeights } = open(
    using(small, { repeat: 2, arguments: { channels: 5 } }),
    "inside_1",
  );
  expect(nodes).toEqual(["conv2d_2", "relu_1", "conv2d_3", "relu_2"]);
  const known = networkOf(experiment, "classifier").nodes;
  for (const id of ["conv2d_2", "conv2d_3"])
    expect(known[id]?.layer).toMatchObject({ out_channels: 5, kernel_size: [3, 3] });
  expect(graph(experiment).wires).toEqual([
    "conv2d_1 conv2d_2",
    "conv2d_2 relu_1",
    "conv2d_3 relu_2",
    "input conv2d_1",
    "relu_1 conv2d_3",
    "relu_2 output",
  ]);
  // They were drawn by their paths in the block, and no layer bears such a name.
  expect(sameWeights).toBe(false);
});
test("a block with nothing inside is a wire", () => {
  const empty: Block = {
    network: wired({ input: layer("input"), output: layer("output") }, "input output"),
    parameters: {},
    bindings: {},
  };
  expect(graph(open(using(empty), "inside_1").experiment).wires).toEqual([
    "conv2d_1 output",
    "input conv2d_1",
  ]);
});
test("a use of another block inside goes on with the weights that it had", () => {
  const around: Block = {
    network: wired(
      {
        input: layer("input"),
        inner_1: { kind: "block", block: "inner", arguments: {}, repeat: 2 } as Layer,
        output: layer("output"),
      },
      "input inner_1",
      "inner_1 output",
    ),
    parameters: {},
    bindings: {},
  };
  const experiment = using(around);
  const whole = withBlocks(experiment, { ...blocksOf(experiment), inner: small });
  const opened = open(whole, "inside_1");
  expect(networkOf(opened.experiment, "classifier").nodes.inner_1?.layer.seeds).toEqual({
    "0": "inside_1/inner_1/0",
    "1": "inside_1/inner_1/1",
  });
  expect(opened.sameWeights).toBe(true);
  expect(Object.keys(blocksOf(opened.experiment))).toEqual(["inner"]);
});
test("a definition that stands elsewhere stays", () => {
  const experiment = using(small);
  const network = networkOf(experiment, "classifier");
  const second = { ...network.nodes, inside_2: network.nodes.inside_1 } as Network["nodes"];
  const twice = withNetwork(experiment, "classifier", { ...network, nodes: second });
  expect(Object.keys(blocksOf(open(twice, "inside_1").experiment))).toEqual(["inside"]);
});
test("frames and notes inside come along, and a frame around the use holds what came out", () => {
  const noted: Block = {
    ...small,
    network: {
      ...small.network,
      groups: { group_1: { title: "Inner", nodes: ["conv2d_1"] } },
      comments: {
        comment_1: {
          text: "here",
          position: { x: 100, y: 100 },
          width: 100,
          height: 40,
          colour: "grey",
        },
      },
    },
  };
  const experiment = using(noted);
  const network = networkOf(experiment, "classifier");
  const framed = withNetwork(experiment, "classifier", {
    ...network,
    groups: { outer: { title: "Outer", nodes: ["inside_1", "conv2d_1"] } },
  });
  const { groups, comments } = networkOf(open(framed, "inside_1").experiment, "classifier");
  expect(Object.values(groups ?? {})).toEqual([
    { title: "Outer", nodes: ["conv2d_1", "relu_1"] },
    { title: "Inner", nodes: ["conv2d_2"] },
  ]);
  expect(Object.values(comments ?? {}).map(({ text }) => text)).toEqual(["here"]);
});
test("of a block that is not there nothing becomes", () => {
  const { blocks: _none, ...without } = using(small);
  expect(ungrouped(without, "classifier", "inside_1")).toBeNull();
  expect(ungrouped(without, "classifier", "conv2d_1")).toBeNull();
});

describe("a block that is switched off", () => {
  const grouped = groupedIn(residuals(), UNIT, "residual");
  const use = Object.keys(networkOf(grouped, "classifier").nodes).find((id) =>
    id.startsWith("residual"),
  ) as string;
  const off = withNetwork(
    grouped,
    "classifier",
    withOff(networkOf(grouped, "classifier"), [use], true),
  );
  const marks = ({ experiment, nodes }: ReturnType<typeof open>) =>
    nodes.map((id) => networkOf(experiment, "classifier").nodes[id]?.off === true);

  test("leaves its layers off where each can be", () => {
    const result = open(off, use);
    expect(marks(result).every(Boolean)).toBe(true);
    expect(result.works).toBe(false);
    expect(marks(open(grouped, use)).some(Boolean)).toBe(false);
  });
  test("says so where one of them can't be", () => {
    const result = ungrouped(off, "classifier", use, (inside) => !inside.startsWith("conv2d"));
    expect(result?.works).toBe(true);
    expect(result && marks(result).some(Boolean)).toBe(false);
  });
  test("keeps what was off inside", () => {
    const block = blocksOf(grouped).residual as Block;
    const [inside = ""] = Object.keys(block.network.nodes).filter((id) => id.startsWith("relu"));
    const marked = withBlocks(grouped, {
      residual: { ...block, network: withOff(block.network, [inside], true) },
    });
    expect(marks(open(marked, use)).filter(Boolean)).not.toEqual([]);
  });
});

import { expect, test } from "vitest";
import { withOff } from "../switching";
import type { Network } from "../types";
import { boundaryOf } from "./boundary";
import { type Candidate, candidates } from "./candidates";
import { layer, residuals, STAGE, stages, UNIT } from "./fixtures";
import { samePlaces } from "./sameness";

const places = (
  networks: Readonly<Record<string, Network>>,
  nodes: readonly string[],
  ticked: (each: Candidate) => boolean = ({ proposed }) => proposed,
) => {
  const network = networks.classifier as Network;
  const boundary = boundaryOf(network, nodes);
  if ("code" in boundary) throw new Error(boundary.code);
  return samePlaces(networks, "classifier", boundary, candidates(network, nodes).filter(ticked));
};

const withLayer = (network: Network, id: string, fields: Parameters<typeof layer>[1]): Network => {
  const node = network.nodes[id];
  if (!node) throw new Error(id);
  return {
    ...network,
    nodes: {
      ...network.nodes,
      [id]: { ...node, layer: { ...node.layer, ...fields } as typeof node.layer },
    },
  };
};

test("the same layers in the same order, with their own values for the parameters", () => {
  const found = places({ classifier: stages() }, STAGE);
  expect(found.map(({ values }) => values)).toEqual([{ channels: 8 }, { channels: 16 }]);
  expect([...(found[1]?.nodes ?? [])]).toEqual([
    ["conv2d_1", "conv2d_3"],
    ["relu_1", "relu_3"],
    ["max_pool2d_1", "max_pool2d_3"],
  ]);
});
test("a place where another layer is switched off is no use of the block", () => {
  const found = places({ classifier: withOff(stages(), ["relu_2"], true) }, STAGE);
  expect(found.map(({ nodes }) => nodes.get("relu_1"))).toEqual(["relu_3"]);
});
test("what is no parameter has to be equal", () => {
  expect(places({ classifier: stages() }, STAGE, () => false)).toHaveLength(1);
  const other = withLayer(stages(), "max_pool2d_2", { stride: [1, 1] });
  expect(places({ classifier: other }, STAGE).map(({ values }) => values.channels)).toEqual([16]);
});
test("fields of one parameter are equal there too", () => {
  const uneven = withLayer(residuals(), "conv2d_5", { out_channels: 4 });
  expect(places({ classifier: residuals() }, UNIT)).toHaveLength(1);
  expect(places({ classifier: uneven }, UNIT)).toHaveLength(0);
});
test("a sum may be wired the other way round; what joins end to end may not", () => {
  const [found] = places({ classifier: residuals() }, UNIT);
  expect(found?.nodes.get("add_1")).toBe("add_2");
  expect(found?.entry.node).toBe("add_1");
  const joined = ({ nodes, edges }: Network): Network => ({
    nodes: Object.fromEntries(
      Object.entries(nodes).map(([id, node]) => [
        id,
        id.startsWith("add_") ? { ...node, layer: layer("concat") } : node,
      ]),
    ),
    edges,
  });
  expect(places({ classifier: joined(residuals()) }, UNIT)).toHaveLength(0);
});
test("something that leaves from the middle is in the way", () => {
  const tapped = {
    ...stages(),
    edges: [...stages().edges, { source: "relu_2", target: "flatten_1" }],
  };
  expect(places({ classifier: tapped }, STAGE).map(({ values }) => values.channels)).toEqual([16]);
});
test("no place shares a layer with another", () => {
  const found = places({ classifier: stages() }, [...STAGE, "conv2d_2", "relu_2", "max_pool2d_2"]);
  expect(found).toHaveLength(0);
});
test("other networks of the document are looked at too", () => {
  const found = places({ classifier: stages(), critic: stages() }, STAGE);
  expect(found.map(({ role }) => role)).toEqual([
    "classifier",
    "classifier",
    "critic",
    "critic",
    "critic",
  ]);
});
test("names that weights are drawn by make no difference", () => {
  const use = (seeds: Readonly<Record<string, string>>) =>
    ({ kind: "block", block: "b", arguments: {}, repeat: 1, ...seeds }) as ReturnType<typeof layer>;
  const network = stages();
  const nodes = {
    ...network.nodes,
    relu_1: { layer: use({}), position: { x: 0, y: 0 } },
    relu_2: { layer: { ...use({}), seeds: { "0/a": "b" } }, position: { x: 0, y: 0 } },
  };
  expect(places({ classifier: { ...network, nodes } }, STAGE)).toHaveLength(1);
});

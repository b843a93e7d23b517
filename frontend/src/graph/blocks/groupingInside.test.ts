import { expect, test } from "vitest";
import { blocksOf, networkOf } from "../experiment";
import { boundaryOf } from "./boundary";
import { candidates } from "./candidates";
import { besides, groupedInside, handedOn } from "./groupingInside";
import { layerByPath, type OpenUse, openLevel } from "./opened";
import { residual } from "./openedFixture";

const OPEN: OpenUse = { role: "classifier", way: ["res_2"], copies: [0], onlyThis: false };
const NODES = ["conv2d_1", "relu_1"];

function group(open = OPEN, nodes = NODES) {
  const experiment = residual();
  const level = openLevel(experiment, open);
  const boundary = boundaryOf(level?.network ?? { nodes: {}, edges: [] }, nodes);
  if ("code" in boundary) throw new Error(boundary.code);
  const handed = handedOn(experiment, open, nodes);
  const network = level?.network ?? { nodes: {}, edges: [] };
  const rest = besides(candidates(network, nodes), handed);
  return {
    rest,
    experiment,
    ...{
      made: groupedInside(experiment, open, {
        name: "unit",
        boundary,
        handed,
        parameters: rest.filter(({ name }) => name === "kernel_size"),
        hasWeights: () => true,
      }),
    },
  };
}

test("what the block around fills goes on to be filled, through the new one", () => {
  const { made, rest } = group();
  const { unit, res } = blocksOf(made.experiment);
  expect(unit?.parameters).toEqual({ channels: 4, stride: 1, kernel_size: 3 });
  expect(unit?.bindings).toEqual({
    "conv2d_1.out_channels": "channels",
    "conv2d_1.stride": "stride",
    "conv2d_1.kernel_size": "kernel_size",
  });
  expect(rest.map(({ name }) => name)).not.toContain("channels");
  expect(res?.bindings).toEqual({
    "conv2d_2.out_channels": "channels",
    "unit_1.arguments.channels": "channels",
    "unit_1.arguments.stride": "stride",
  });
  expect(Object.keys(res?.network.nodes ?? {})).toEqual([
    "input",
    "unit_1",
    "conv2d_2",
    "add_1",
    "output",
  ]);
  expect(res?.network.edges).toContainEqual({ source: "unit_1", target: "conv2d_2" });
  // Each use is as wide as it was.
  expect(layerByPath(made.experiment, "classifier", "res_2/unit_1/conv2d_1")?.out_channels).toBe(
    16,
  );
  expect(layerByPath(made.experiment, "classifier", "res_1/1/unit_1/conv2d_1")?.out_channels).toBe(
    4,
  );
  expect(made.uses).toEqual([{ role: "classifier", name: "res_2/unit_1" }]);
  expect(made.sameWeights).toBe(false);
});

test("for the use that is open alone, the others stay as they are", () => {
  const { experiment, made } = group({ ...OPEN, onlyThis: true });
  const blocks = blocksOf(made.experiment);
  expect(blocks.res).toBe(blocksOf(experiment).res);
  expect(networkOf(made.experiment, "classifier").nodes.res_2?.layer.block).toBe("res_b");
  expect(blocks.res_b?.bindings["unit_1.arguments.channels"]).toBe("channels");
});

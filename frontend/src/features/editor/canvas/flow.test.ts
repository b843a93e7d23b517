import { describe, expect, it } from "vitest";
import { setField } from "@/graph/edit";
import { experiment, LENET_VALUES, lenet } from "@/graph/fixtures";
import type { NodeBox } from "@/graph/geometry";
import type { Network } from "@/graph/types";
import type { CheckedNetwork } from "@/schema/checked";
import { flowEdges, Kept, type LayerData, layerData, type Scene, type WireData } from "./flow";
import { footerOf } from "./footer";

function reportOf(network: Network): CheckedNetwork {
  const nodes = Object.fromEntries(
    Object.keys(network.nodes).map((id) => {
      const source = network.edges.find((edge) => edge.target === id)?.source ?? id;
      const values = { given: { in: [LENET_VALUES[source]] }, outputs: { out: LENET_VALUES[id] } };
      return [id, { ...values, parameters: 156, buffers: 0, flops: 235_200 }];
    }),
  );
  return {
    nodes,
    parameters: 0,
    buffers: 0,
    flops: 0,
    activations: 0,
  } as unknown as CheckedNetwork;
}

const base = lenet();
const report = reportOf(base);
const scene = (network: Network, more: Partial<Scene> = {}): Scene => ({
  network,
  lying: { document: experiment(network) },
  ends: new Map(),
  reports: report.nodes,
  outputs: LENET_VALUES,
  problems: [],
  openedBeads: new Set(),
  unchanged: null,
  ...more,
});

describe("what React Flow is given", () => {
  it("is the same object for every node that did not change", () => {
    const [boxes, kept] = [new Kept<NodeBox>(), new Kept<LayerData>()];
    const before = layerData(scene(base), boxes, kept);
    const after = layerData(scene(setField(base, "conv2d_2", "out_channels", 32)), boxes, kept);
    expect(after.get("conv2d_1")).toBe(before.get("conv2d_1"));
    expect(after.get("conv2d_2")).not.toBe(before.get("conv2d_2"));
  });

  it("names the first fault and counts the others", () => {
    const where = { role: "classifier", node: "conv2d_2", field: "" };
    const problems = ["kernel_too_large", "missing_input"].map((code) => ({
      code,
      params: {},
      where,
    }));
    const data = layerData(scene(base, { problems }), new Kept(), new Kept());
    expect(data.get("conv2d_2")).toMatchObject({ problems: 2, leads: true });
    expect(data.get("conv2d_1")?.problem).toBeNull();
  });

  it("writes the value on a wire where it is new", () => {
    const data = layerData(scene(base), new Kept(), new Kept());
    const edges = flowEdges(base, data, new Set(), new Kept<WireData>(), {
      role: "wire",
      label: () => "",
    });
    const written = edges.filter((edge) => edge.data?.changes).map((edge) => edge.source);
    expect(written).toEqual([
      "input",
      "conv2d_1",
      "max_pool2d_1",
      "conv2d_2",
      "max_pool2d_2",
      "flatten_1",
      "linear_1",
      "linear_2",
      "linear_3",
    ]);
  });
});

describe("the figures below a tile", () => {
  it("are parameters and operations, or what a pooling layer does", () => {
    const conv = base.nodes.conv2d_1?.layer ?? { kind: "conv2d" };
    const pool = base.nodes.max_pool2d_1?.layer ?? { kind: "max_pool2d" };
    expect(footerOf(conv, report.nodes.conv2d_1, 1, 208)).toEqual({
      left: { key: "parameters", figure: "156" },
      right: { key: "flops", figure: "235\u00a0k" },
    });
    expect(footerOf(conv, report.nodes.conv2d_1, 1, 160).right).toEqual({ words: "235\u00a0k" });
    expect(footerOf(pool, report.nodes.max_pool2d_1, 1, 132)).toEqual({
      left: { key: "max", figure: "2×2" },
      right: { words: "÷\u00a04" },
    });
  });
});

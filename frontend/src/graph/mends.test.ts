import { describe, expect, it } from "vitest";
import { defaultLayer } from "./catalogue";
import * as edit from "./edit";
import { lenet } from "./fixtures";
import { mendsOf } from "./mends";
import { withOff } from "./switching";
import type { Network, Problem } from "./types";
import { edgeId } from "./types";

function mends(network: Network, code: string, node: string, params: Problem["params"] = {}) {
  return mendsOf({ code, params, where: { role: "classifier", node, field: "" } }, network);
}

/** The network after the first mend, and its wires. */
function mended(network: Network, code: string, node: string, params: Problem["params"] = {}) {
  const [mend] = mends(network, code, node, params);
  if (!mend) throw new Error(`nothing mends ${code}`);
  const after = mend.edit(network);
  return { after, mend, wires: after.edges.map(edgeId), layer: after.nodes[mend.node]?.layer };
}

const keys = (found: ReturnType<typeof mends>) => found.map(({ key }) => key);
const without = (network: Network, wire: string): Network => ({
  ...network,
  edges: network.edges.filter((edge) => edgeId(edge) !== wire),
});

describe("shapes", () => {
  it("puts a flatten between an image and a linear layer", () => {
    const broken = edit.removeNodes(lenet(), ["flatten_1"]);
    const { wires, layer } = mended(broken, "expects_vector", "linear_1", {
      source: "max_pool2d_2",
    });
    expect(layer?.kind).toBe("flatten");
    expect(wires).toContain("max_pool2d_2>flatten_1");
    expect(wires).toContain("flatten_1>linear_1");
    expect(wires).toHaveLength(13);
  });

  it("puts a last step between a sequence and what takes one vector", () => {
    const broken = edit.removeNodes(lenet(), ["flatten_1"]);
    const { layer, wires } = mended(broken, "expects_one_vector", "linear_1", {
      source: "max_pool2d_2",
    });
    expect(layer?.kind).toBe("last_step");
    expect(wires).toContain("last_step_1>linear_1");
  });

  it("switches a layer on that can't be off", () => {
    const off = withOff(lenet(), ["conv2d_1"], true);
    expect(mended(off, "nothing_passes", "conv2d_1").after).toEqual(lenet());
  });

  it("offers nothing where the wire is gone meanwhile", () => {
    expect(mends(lenet(), "expects_vector", "linear_1", { source: "conv2d_1" })).toEqual([]);
    expect(mends(lenet(), "expects_vector", "gone", { source: "conv2d_1" })).toEqual([]);
  });

  it("moves a layer before the one that ends the images", () => {
    const wire = { source: "flatten_1", target: "linear_1" };
    const conv = defaultLayer("conv2d");
    const broken = edit.insertOnWire(lenet(), wire, "conv2d_3", conv, { x: 0, y: 0 });
    const { after, wires } = mended(broken, "expects_image_move", "conv2d_3", {
      before: "flatten_1",
    });
    expect(wires).toEqual(expect.arrayContaining(["max_pool2d_2>conv2d_3", "conv2d_3>flatten_1"]));
    expect(wires).toContain("flatten_1>linear_1");
    expect(after.edges).toHaveLength(broken.edges.length);
  });

  it("gives the answer as many units as there are classes", () => {
    const params = { expected: 10, linear: "linear_3", source: "linear_3" };
    const { after } = mended(lenet(), "wrong_output_size_linear", "output", params);
    expect(after.nodes.linear_3?.layer.out_features).toBe(10);
    const { wires, layer } = mended(lenet(), "wrong_output_size", "output", params);
    expect(layer).toMatchObject({ kind: "linear", out_features: 10 });
    expect(wires).toContain("linear_4>output");
  });

  it("sets the kernel or the padding that fits, for pooling the kernel alone", () => {
    const params = { fits_kernel: "3×5", fits_padding: "1" };
    const found = mends(lenet(), "kernel_too_large", "conv2d_2", params);
    expect(keys(found)).toEqual(["kernel", "padding", "remove"]);
    const set = found.map((mend) => mend.edit(lenet()).nodes.conv2d_2?.layer);
    expect(set[0]?.kernel_size).toEqual([3, 5]);
    expect(set[1]?.padding).toEqual([1, 1]);
    expect(keys(mends(lenet(), "kernel_too_large", "max_pool2d_1", params))).toEqual([
      "kernel",
      "remove",
    ]);
    expect(found.map(({ spare }) => spare ?? false)).toEqual([false, false, true]);
  });

  it("sets one side where there is one, and groups where there are no filters", () => {
    const nodes = { conv1d_1: { layer: defaultLayer("conv1d"), position: { x: 0, y: 0 } } };
    const steps: Network = { nodes, edges: [] };
    const [kernel, padding] = mends(steps, "kernel_too_large", "conv1d_1", {
      fits_kernel: "2",
      fits_padding: "1",
    });
    expect(kernel?.edit(steps).nodes.conv1d_1?.layer.kernel_size).toBe(2);
    expect(padding?.edit(steps).nodes.conv1d_1?.layer.padding).toBe(1);
    const normed: Network = {
      nodes: { group_norm_1: { layer: defaultLayer("group_norm"), position: { x: 0, y: 0 } } },
      edges: [],
    };
    const params = { groups: 4, channels: 6 };
    const { layer } = mended(normed, "groups_in_channels", "group_norm_1", params);
    expect(layer?.groups).toBe(2);
  });

  it("finds groups that divide the channels and the filters", () => {
    const broken = edit.setField(lenet(), "conv2d_2", "out_channels", 16);
    const params = { groups: 6, channels: 6 };
    const { layer } = mended(broken, "groups_in_channels", "conv2d_2", params);
    expect(layer?.groups).toBe(2);
  });
});

describe("wires", () => {
  it("closes the one gap, seen from either side", () => {
    const broken = without(lenet(), "relu_1>max_pool2d_1");
    for (const [code, node] of [
      ["missing_input", "max_pool2d_1"],
      ["missing_output", "relu_1"],
    ] as const) {
      const { mend, wires } = mended(broken, code, node);
      expect(mend.key).toBe("wire");
      expect(wires).toContain("relu_1>max_pool2d_1");
    }
  });

  it("adds the end that is lacking, and wires it", () => {
    const { after, wires } = mended(edit.removeNodes(lenet(), ["output"]), "no_output_node", "");
    expect(after.nodes.output?.layer.kind).toBe("output");
    expect(wires).toContain("linear_3>output");
    expect(
      mended(edit.removeNodes(lenet(), ["input"]), "missing_input", "conv2d_1").wires,
    ).toContain("input>conv2d_1");
    expect(Object.keys(mended({ nodes: {}, edges: [] }, "no_input_node", "").after.nodes)).toEqual([
      "input",
    ]);
  });

  it("takes away what leads nowhere, but not the one end", () => {
    const at = { x: 0, y: 0 };
    const loose = edit.addNode(lenet(), "relu_5", defaultLayer("relu"), at);
    expect(mended(loose, "not_connected", "relu_5").after.nodes.relu_5).toBeUndefined();
    expect(mends(lenet(), "not_connected", "output")).toEqual([]);
    const two = edit.addNode(lenet(), "output_1", defaultLayer("output"), at);
    expect(mended(two, "two_outputs", "output_1").after.nodes.output_1).toBeUndefined();
  });

  it("joins wires that arrive where one is taken", () => {
    const crowded = {
      ...lenet(),
      edges: [...lenet().edges, { source: "relu_1", target: "conv2d_2" }],
    };
    const found = mends(crowded, "too_many_wires", "conv2d_2");
    expect(found.map(({ words }) => words.kind)).toEqual(["add", "concat"]);
    const after = found[0]?.edit(crowded).edges.map(edgeId);
    expect(after).toEqual(
      expect.arrayContaining(["max_pool2d_1>add_1", "relu_1>add_1", "add_1>conv2d_2"]),
    );
    expect(after).not.toContain("relu_1>conv2d_2");
  });

  it("deletes a wire's twin, a wire in a ring and one that names nobody", () => {
    const more = (source: string, target: string): Network => ({
      ...lenet(),
      edges: [...lenet().edges, { source, target }],
    });
    const wires = lenet().edges.map(edgeId);
    const twice = more("relu_1", "max_pool2d_1");
    expect(mended(twice, "duplicate_wire", "max_pool2d_1").wires).toEqual(wires);
    expect(mended(more("relu_1", "relu_1"), "itself", "relu_1").wires).toEqual(wires);
    expect(mended(more("relu_1", "gone"), "unknown_node", "relu_1").wires).toEqual(wires);
    expect(mended(more("relu_1", "input"), "takes_no_wire", "input").wires).toEqual(wires);
    expect(mended(more("output", "relu_1"), "gives_no_wire", "output").wires).toEqual(wires);
  });

  it("renames what Python has a use for", () => {
    const broken = edit.renameNode(lenet(), "relu_1", "lambda");
    expect(mended(broken, "reserved_name", "lambda").after.nodes.relu_1?.layer.kind).toBe("relu");
  });
});

describe("where wires come together", () => {
  const joined = (kind: string, source: string, target = "conv2d_2"): Network => {
    const wire = lenet().edges.find((edge) => edge.target === target);
    if (!wire) throw new Error(`nothing feeds ${target}`);
    const at = { x: 0, y: 0 };
    const put = edit.insertOnWire(lenet(), wire, `${kind}_1`, defaultLayer(kind), at);
    return edit.connect(put, { source, target: `${kind}_1` }, true);
  };

  it("gives one branch as many maps as the other has", () => {
    const network = joined("add", "conv2d_1");
    const found = mends(network, "shapes_differ", "add_1", {
      first: "16×14×14",
      second: "6×14×14",
    });
    expect(keys(found)).toEqual(["channels", "channels", "joinWith", "unwireFrom", "unwireFrom"]);
    expect(found[0]?.edit(network).nodes.conv2d_1?.layer.out_channels).toBe(16);
    const beside = found[2]?.edit(network);
    expect(beside?.nodes.concat_1?.layer.kind).toBe("concat");
    expect(beside?.edges.map(edgeId)).toContain("concat_1>conv2d_2");
  });

  it("pools the larger pictures, or pads the smaller ones, by what is missing", () => {
    const network = joined("concat", "relu_1");
    const { layer, wires } = mended(network, "sizes_differ", "concat_1", {
      first: "14×14",
      second: "28×28",
    });
    expect(layer).toMatchObject({ kind: "max_pool2d", kernel_size: [2, 2], stride: [2, 2] });
    expect(wires).toContain("relu_1>max_pool2d_3");
    const [pad] = mends(network, "sizes_differ", "concat_1", { first: "10×10", second: "14×14" });
    expect(pad?.words).toEqual({ node: "conv2d_1", value: "2" });
  });

  it("makes a vector of a picture that comes to vectors", () => {
    const params = { first: "64", second: "16×5×5" };
    const { wires } = mended(
      joined("concat", "max_pool2d_2", "linear_2"),
      "kinds_differ",
      "concat_1",
      params,
    );
    expect(wires).toContain("max_pool2d_2>flatten_2");
  });

  it("opens a circle at its newest wire", () => {
    const round = {
      ...lenet(),
      edges: [...lenet().edges, { source: "relu_2", target: "conv2d_2" }],
    };
    const { wires } = mended(round, "cycle", "conv2d_2", { nodes: "conv2d_2, relu_2" });
    expect(wires).toEqual(lenet().edges.map(edgeId));
  });
});

it("takes the batch that fits, and goes round a batch of one", () => {
  const at = { role: "", node: "", field: "pace.batch_size" };
  const memory = { code: "too_much_memory", params: { fits: 96 }, where: at };
  const [fits] = mendsOf(memory, { nodes: {}, edges: [] });
  expect(fits?.setting).toEqual({ path: ["pace", "batch_size"], value: 96 });
  const single = { code: "one_value_per_map", params: {}, where: { ...at, node: "relu_1" } };
  expect(mendsOf(single, lenet(), 64).map(({ setting }) => setting?.value)).toEqual([65, 63]);
});

it("leaves to the reader what only the reader can tell", () => {
  for (const code of ["depth_cap", "no_such_code"])
    expect(mends(lenet(), code, "relu_1")).toEqual([]);
});

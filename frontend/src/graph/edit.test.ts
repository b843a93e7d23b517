import { describe, expect, it } from "vitest";
import { clipToText } from "./clipText";
import { sameNetwork, unchangedNodes } from "./compare";
import * as edit from "./edit";
import { chain, lenet } from "./fixtures";
import { freshId } from "./names";
import { paste, textToClip } from "./pasting";
import type { Network } from "./types";
import { edgeId } from "./types";

const wires = (network: Network) => network.edges.map(edgeId);
const at = { x: 0, y: 0 };

describe("names", () => {
  it("takes the smallest free number, and none for the ends", () => {
    const { nodes } = lenet();
    expect(freshId(nodes, "conv2d")).toBe("conv2d_3");
    expect(freshId(nodes, "output")).toBe("output_1");
    expect(freshId({}, "input")).toBe("input");
  });
});

describe("wires", () => {
  it("puts a node into a wire at the wire's place", () => {
    const wire = { source: "conv2d_1", target: "relu_1" };
    const network = edit.insertOnWire(lenet(), wire, "dropout_1", { kind: "dropout" }, at);
    expect(wires(network).slice(1, 3)).toEqual(["conv2d_1>dropout_1", "dropout_1>relu_1"]);
    expect(network.edges).toHaveLength(14);
  });

  it("replaces the wire of a port that takes one, keeps those of a port that takes many", () => {
    const wire = { source: "conv2d_1", target: "output" };
    expect(wires(edit.connect(lenet(), wire, false))).not.toContain("linear_3>output");
    expect(wires(edit.connect(lenet(), wire, true))).toContain("linear_3>output");
  });

  it("draws no wire twice and none to itself", () => {
    const network = lenet();
    expect(edit.connect(network, { source: "input", target: "conv2d_1" }, true)).toBe(network);
    expect(edit.connect(network, { source: "relu_1", target: "relu_1" }, true)).toBe(network);
  });

  it("closes the chain where nodes are taken out of it", () => {
    const network = edit.removeNodes(lenet(), ["relu_1", "max_pool2d_1"]);
    expect(wires(network)).toContain("conv2d_1>conv2d_2");
    expect(Object.keys(network.nodes)).toHaveLength(12);
    expect(network.edges).toHaveLength(11);
  });

  it("leaves no loose wires where a branch ends", () => {
    const network = edit.removeNodes(lenet(), ["output"]);
    expect(wires(network)).not.toContain("linear_3>output");
    expect(network.edges).toHaveLength(12);
  });
});

describe("fields and names", () => {
  it("changes one field and leaves every other node alone", () => {
    const before = lenet();
    const after = edit.setField(before, "conv2d_1", "out_channels", 8);
    expect(after.nodes.conv2d_1?.layer.out_channels).toBe(8);
    expect(after.nodes.conv2d_2).toBe(before.nodes.conv2d_2);
    expect(before.nodes.conv2d_1?.layer.out_channels).not.toBe(8);
  });

  it("renames a node with its wires, and refuses a name that is taken", () => {
    const network = edit.renameNode(lenet(), "conv2d_1", "stem");
    expect(wires(network).slice(0, 2)).toEqual(["input>stem", "stem>relu_1"]);
    expect(Object.keys(network.nodes)[1]).toBe("stem");
    expect(edit.renameNode(network, "stem", "output")).toBe(network);
  });
});

describe("clipboard", () => {
  const kinds = new Set(["conv2d", "relu"]);

  it("pastes nodes with the wires between them under fresh names", () => {
    const network = lenet();
    const text = clipToText(edit.cut(network, ["conv2d_1", "relu_1"]));
    const clip = textToClip(text, kinds);
    if (!clip) throw new Error("the clip was not read back");
    const { network: pasted, nodes: added } = paste(network, clip, { x: 40, y: 40 });
    expect(added).toEqual(["conv2d_3", "relu_5"]);
    expect(wires(pasted).at(-1)).toBe("conv2d_3>relu_5");
    expect(pasted.nodes.conv2d_3?.position).toEqual({ x: 192, y: 140 });
  });

  it("takes nothing that is not its own", () => {
    expect(textToClip("hello", kinds)).toBeNull();
    expect(textToClip('{"format":"other"}', kinds)).toBeNull();
    const strange = { "<b>": { layer: { kind: "conv2d" }, position: at } };
    expect(
      textToClip(JSON.stringify({ format: "layerlab/nodes", nodes: strange }), kinds),
    ).toBeNull();
    const unknown = { a: { layer: { kind: "evil" }, position: at } };
    expect(
      textToClip(JSON.stringify({ format: "layerlab/nodes", nodes: unknown }), kinds),
    ).toBeNull();
  });
});

describe("what a run's tiles may stay on", () => {
  it("is everything before the first change", () => {
    const snapshot = lenet();
    const edited = edit.setField(snapshot, "conv2d_2", "out_channels", 32);
    const same = unchangedNodes(edited, snapshot);
    expect([...same].sort()).toEqual(["conv2d_1", "input", "max_pool2d_1", "relu_1"]);
    expect(sameNetwork(edited, snapshot)).toBe(false);
  });

  it("is everything when only places changed", () => {
    const moved = edit.moveItems(lenet(), { relu_1: { x: 5.26, y: 7 } });
    expect(moved.nodes.relu_1?.position).toEqual({ x: 5.5, y: 7 });
    expect(sameNetwork(moved, lenet())).toBe(true);
  });

  it("ends at a cycle rather than never", () => {
    const network: Network = { ...lenet(), edges: chain(["relu_1", "relu_2", "relu_1"]) };
    expect(unchangedNodes(network, network).has("relu_1")).toBe(false);
  });
});

describe("named ports", () => {
  const edge = { source: "lstm_1", source_port: "state", target: "linear_1", target_port: "gate" };
  const network: Network = {
    nodes: Object.fromEntries(
      ["lstm_1", "relu_1", "linear_1"].map((id) => [
        id,
        { layer: { kind: "relu" as const }, position: at },
      ]),
    ),
    edges: [edge, { source: "lstm_1", target: "linear_1" }],
  };

  it("tell two wires between the same nodes apart", () => {
    expect(wires(network)).toEqual(["lstm_1.state>linear_1.gate", "lstm_1>linear_1"]);
    expect(wires(edit.disconnect(network, [edge]))).toEqual(["lstm_1>linear_1"]);
    const again = edit.connect(network, { source: "relu_1", target: "linear_1" }, false);
    expect(wires(again)).toEqual(["lstm_1.state>linear_1.gate", "relu_1>linear_1"]);
  });

  it("stay with what is inserted, taken out, renamed and pasted", () => {
    const inserted = edit.insertOnWire(network, edge, "tanh_1", { kind: "tanh" }, at);
    const halves = ["lstm_1.state>tanh_1", "tanh_1>linear_1.gate", "lstm_1>linear_1"];
    expect(wires(inserted)).toEqual(halves);
    expect(wires(edit.removeNodes(inserted, ["tanh_1"]))).toEqual(wires(network));
    const renamed = edit.renameNode(network, "lstm_1", "encoder");
    expect(wires(renamed)[0]).toBe("encoder.state>linear_1.gate");
    const { network: pasted } = paste(network, edit.cut(network, ["lstm_1", "linear_1"]), at);
    expect(wires(pasted)).toHaveLength(4);
    expect(pasted.edges[2]).toMatchObject({ source_port: "state", target_port: "gate" });
  });
});

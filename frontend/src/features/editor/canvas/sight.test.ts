import { describe, expect, it } from "vitest";
import { defaultLayer } from "@/graph/catalogue";
import * as edit from "@/graph/edit";
import { lenet } from "@/graph/fixtures";
import { touched } from "./sight";

describe("what an edit touched", () => {
  it("is what was added or set, and never what only made room", () => {
    const wire = { source: "relu_1", target: "max_pool2d_1" };
    const before = lenet();
    const added = edit.insertOnWire(before, wire, "tanh_1", defaultLayer("tanh"), { x: 0, y: 0 });
    const moved = edit.moveItems(added, { max_pool2d_1: { x: 900, y: 0 } });
    expect(touched(before, moved)).toEqual(["tanh_1"]);
    expect(touched(added, moved)).toEqual([]);
    const set = edit.setField(moved, "conv2d_1", "out_channels", 8);
    expect(touched(moved, set)).toEqual(["conv2d_1"]);
  });

  it("is the two ends of a wire, and nothing where a layer went", () => {
    const cut = edit.disconnect(lenet(), [{ source: "relu_1", target: "max_pool2d_1" }]);
    const before = lenet();
    expect(touched(before, edit.removeNodes(before, ["relu_1"]))).toEqual([]);
    const wired = edit.connect(cut, { source: "conv2d_1", target: "max_pool2d_1" }, false);
    expect(touched(cut, wired)).toEqual(["conv2d_1", "max_pool2d_1"]);
  });
});

import { describe, expect, it } from "vitest";
import * as edit from "../edit";
import { blocksOf, type Experiment, networkOf } from "../experiment";
import { sheetOf, withSheet } from "../sheet";
import type { Network } from "../types";
import { freshBlockName, withArgument } from "./editing";
import { layerByPath, type OpenUse } from "./opened";
import { residual } from "./openedFixture";

const document = residual();
const role = "classifier";

function edited(open: Partial<OpenUse>, alter: (sheet: Network) => Network, from = document) {
  const opened = { role, way: ["res_2"], copies: [0], onlyThis: false, ...open };
  const lying = { document: from, opened };
  return withSheet(lying, alter(sheetOf(lying)));
}

const kernel = (node: string) => (sheet: Network) =>
  edit.setField(sheet, node, "kernel_size", [5, 5]);
const blockAt = (experiment: Experiment, path: string) =>
  layerByPath(experiment, role, path)?.block;

describe("an edit inside of a block", () => {
  it("is one of its definition, and so of all of its uses", () => {
    const after = edited({}, kernel("res_2/conv2d_1"));
    for (const path of ["res_1/0/conv2d_1", "res_2/conv2d_1", "stage_1/res_1/1/conv2d_1"])
      expect(layerByPath(after, role, path)?.kernel_size).toEqual([5, 5]);
    expect(after.networks).toBe(document.networks);
    expect(blocksOf(after).stage).toBe(blocksOf(document).stage);
  });

  it("is made at this use alone where that is wished: its block becomes another", () => {
    const after = edited({ onlyThis: true }, kernel("res_2/conv2d_1"));
    expect(Object.keys(blocksOf(after))).toEqual(["res", "stage", "res_b"]);
    expect(blockAt(after, "res_2")).toBe("res_b");
    expect(layerByPath(after, role, "res_2/conv2d_1")?.kernel_size).toEqual([5, 5]);
    expect(blocksOf(after).res).toBe(blocksOf(document).res);
    // It is alone already.
    const again = edited({ onlyThis: true }, kernel("res_2/conv2d_2"), after);
    expect(Object.keys(blocksOf(again))).toEqual(["res", "stage", "res_b"]);
    // Nothing was edited, so nothing becomes another.
    expect(edited({ onlyThis: true }, (sheet) => ({ ...sheet }))).toBe(document);
  });

  it("takes the blocks around it apart too, where they stand elsewhere", () => {
    const open = { way: ["stage_1", "res_1"], copies: [0, 0], onlyThis: true };
    const after = edited(open, kernel("stage_1/res_1/conv2d_1"));
    expect(blockAt(after, "stage_1")).toBe("stage_b");
    expect(blockAt(after, "stage_1/res_1")).toBe("res_b");
    expect(layerByPath(after, role, "stage_1/res_1/0/conv2d_1")).toMatchObject({
      kernel_size: [5, 5],
      out_channels: 8,
    });
    expect(blockAt(after, "stage_2")).toBe("stage");
    expect(blockAt(after, "stage_2/res_1")).toBe("res");
  });

  it("takes the bindings of a renamed layer along, and those of a deleted one away", () => {
    const renamed = edited({}, (sheet) => edit.renameNode(sheet, "res_2/conv2d_1", "res_2/first"));
    expect(blocksOf(renamed).res?.bindings).toEqual({
      "first.out_channels": "channels",
      "first.stride": "stride",
      "conv2d_2.out_channels": "channels",
    });
    expect(layerByPath(renamed, role, "res_2/first")?.out_channels).toBe(16);
    const removed = edited({}, (sheet) => edit.removeNodes(sheet, ["res_2/conv2d_1"]));
    expect(blocksOf(removed).res?.bindings).toEqual({ "conv2d_2.out_channels": "channels" });
  });
});

it("a number of this use is one of its layer, wherever that stands", () => {
  const open = { role, way: ["res_2"], copies: [0], onlyThis: false };
  const after = withArgument(document, open, "channels", 24);
  expect(networkOf(after, role).nodes.res_2?.layer.arguments).toEqual({ channels: 24 });
  expect(after.blocks).toBe(document.blocks);
  const deep = { ...open, way: ["stage_1", "res_1"], copies: [0, 0], onlyThis: true };
  const inner = withArgument(document, deep, "stride", 2);
  expect(layerByPath(inner, role, "stage_1/res_1/0/conv2d_1")?.stride).toEqual([2, 2]);
  expect(layerByPath(inner, role, "stage_2/res_1/0/conv2d_1")?.stride).toEqual([1, 1]);
});

it("a block like another has its name with a letter, within forty characters", () => {
  expect(freshBlockName({ res_down: 0 }, "res_down")).toBe("res_down_b");
  expect(freshBlockName({ res: 0, res_b: 0 }, "res_b")).toBe("res_c");
  expect(freshBlockName({}, "a".repeat(40))).toBe(`${"a".repeat(38)}_b`);
});

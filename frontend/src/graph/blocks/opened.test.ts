import { describe, expect, it } from "vitest";
import { blocksOf, networkOf, withNetwork } from "../experiment";
import { nameOf, onSheet, pathOf, placedAt, sheetOf, startOf, together, withSheet } from "../sheet";
import { neighbour } from "../walk";
import { countUses, holderOf, layerByPath, levelsOf, type OpenUse, openLevel } from "./opened";
import { residual } from "./openedFixture";

const document = residual();
const role = "classifier";
const opened = (way: string, copies: readonly number[] = [0, 0]): OpenUse => ({
  role,
  way: way.split(" "),
  copies,
  onlyThis: false,
});

describe("a use that is open", () => {
  it("goes by the server's path, the number of a copy where there are several", () => {
    const prefix = (way: string, copies?: readonly number[]) =>
      openLevel(document, opened(way, copies))?.prefix;
    expect(prefix("res_1", [1])).toBe("res_1/1");
    // There are no more of them.
    expect(prefix("res_1", [7])).toBe("res_1/1");
    expect(prefix("res_2")).toBe("res_2");
    // A parameter says how many there are, so even a single one would have a number.
    expect(prefix("stage_1 res_1", [0, 1])).toBe("stage_1/res_1/1");
    expect(prefix("conv2d_1")).toBeUndefined();
    expect(prefix("stage_1 res_9")).toBeUndefined();
    expect(openLevel(document, null)).toBeNull();
  });

  it("has its own numbers in the fields that they fill, of a pair on both sides", () => {
    const layer = (path: string) => layerByPath(document, role, path);
    expect(layer("res_1/1/conv2d_1")).toMatchObject({ out_channels: 4, stride: [1, 1] });
    expect(layer("res_2/conv2d_2")?.out_channels).toBe(16);
    // What the block around it gives goes on inwards.
    expect(layer("stage_2/res_1")).toMatchObject({ arguments: { channels: 32 }, repeat: 2 });
    expect(layer("stage_2/res_1/0/conv2d_1")?.out_channels).toBe(32);
    expect(layer("res_2/conv2d_9")).toBeUndefined();
    // The same object each time: what did not change is not drawn again.
    expect(layer("res_2/conv2d_2")).toBe(layer("res_2/conv2d_2"));
  });

  it("is found by the path of what is inside of it", () => {
    expect(holderOf(role, "stage_1/res_1/1/conv2d_1")).toMatchObject({
      way: ["stage_1", "res_1"],
      copies: [0, 1],
    });
    expect(holderOf(role, "conv2d_1")).toBeNull();
    expect(countUses(document, "res")).toBe(3);
    expect(levelsOf(document, opened("stage_1 res_1")).map(({ network }) => network)).toEqual([
      networkOf(document, role),
      blocksOf(document).stage?.network,
      blocksOf(document).res?.network,
    ]);
  });
});

describe("the sheet with an inside on it", () => {
  const lying = { document, opened: opened("res_1", [1]) };
  const sheet = sheetOf(lying);

  const names = ["input", "conv2d_1", "relu_1", "conv2d_2", "add_1", "output"];

  it("holds the network, and the layers of the block by the path of the use: the same object each time", () => {
    expect(Object.keys(sheet.nodes)).toEqual([
      ...Object.keys(networkOf(document, role).nodes),
      ...names.map((name) => `res_1/${name}`),
    ]);
    expect(sheetOf({ document: { ...document, title: "Another" }, opened: lying.opened })).toBe(
      sheet,
    );
    expect(sheetOf({ document })).toBe(networkOf(document, role));
    expect(startOf(lying, role)).toBe("res_1/");
    expect(nameOf("res_1/conv2d_1")).toBe("conv2d_1");
    expect(nameOf("classifier/res_1/conv2d_1")).toBe("conv2d_1");
    expect(together("stage_1/res_1/input", "stage_1/input")).toBe(false);
    expect(neighbour(sheet, "res_1/input", "right")).toBe("res_1/conv2d_1");
  });

  it("says how the server calls what lies there, and the other way round", () => {
    expect(placedAt(lying, "res_1/conv2d_1")).toEqual({ role, name: "res_1/1/conv2d_1" });
    expect(pathOf(lying, { role, name: "res_1/1/conv2d_1" })).toBe("res_1/conv2d_1");
    // Copies lie in one place.
    expect(pathOf(lying, { role, name: "res_1/0/conv2d_1" })).toBe("res_1/conv2d_1");
    expect(pathOf(lying, { role, name: "res_2/conv2d_1" })).toBe("res_2");
    expect(pathOf({ document }, { role, name: "res_2/conv2d_1" })).toBe("res_2");
    const stage = { document, opened: opened("stage_1") };
    expect(pathOf(stage, { role, name: "stage_1/res_1/1/conv2d_1" })).toBe("stage_1/res_1");
    const told = { "res_1/1/conv2d_1": 1, "res_1/0/conv2d_1": 2, conv2d_1: 3 };
    expect(onSheet(lying, () => told)).toEqual({ "res_1/conv2d_1": 1, conv2d_1: 3 });
  });

  it("holds the inside alone where that stands in another, or in one of several networks", () => {
    const inner = { document, opened: opened("stage_1 res_1") };
    const paths = names.map((name) => `stage_1/res_1/${name}`);
    expect(Object.keys(sheetOf(inner).nodes)).toEqual(paths);
    const { networks } = document;
    const two = { ...document, networks: { ...networks, other: networks.classifier } };
    const one = { document: two as typeof document, opened: opened("res_1") };
    expect(Object.keys(sheetOf(one).nodes)).toEqual(
      names.map((name) => `classifier/res_1/${name}`),
    );
    expect(placedAt(one, "classifier/res_1/relu_1").name).toBe("res_1/0/relu_1");
  });

  it("gives back the very document where nothing was edited", () => {
    expect(withSheet(lying, { ...sheet, nodes: { ...sheet.nodes }, edges: [...sheet.edges] })).toBe(
      document,
    );
  });

  it("is the network again where the use is gone", () => {
    const { res_1: _gone, ...nodes } = networkOf(document, role).nodes;
    const without = withNetwork(document, role, { nodes, edges: [] });
    expect(sheetOf({ ...lying, document: without })).toBe(networkOf(without, role));
  });
});

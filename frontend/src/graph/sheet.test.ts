import { describe, expect, it } from "vitest";
import { group } from "./annotating";
import * as edit from "./edit";
import { networkOf } from "./experiment";
import { experiment, lenet, twoNetworks } from "./fixtures";
import { paste } from "./pasting";
import { nameOf, onSheet, pathOf, placedAt, sheetOf, startOf, together, withSheet } from "./sheet";
import { neighbour, readingOrder } from "./walk";

const two = twoNetworks();
const lying = { document: two };
const sheet = sheetOf(lying);

describe("the sheet of one network", () => {
  const one = experiment(lenet());

  it("is the network itself, by plain names, and so is what is edited on it", () => {
    expect(sheetOf({ document: one })).toBe(networkOf(one, "classifier"));
    const edited = edit.setField(sheetOf({ document: one }), "conv2d_1", "out_channels", 3);
    expect(networkOf(withSheet({ document: one }, edited), "classifier")).toBe(edited);
    expect(pathOf({ document: one }, { role: "classifier", name: "relu_1" })).toBe("relu_1");
    expect(placedAt({ document: one }, "relu_1")).toEqual({ role: "classifier", name: "relu_1" });
  });
});

describe("the sheet of several networks", () => {
  it("holds all of them by their paths, and is the same object each time", () => {
    const names = ["input", "linear_1", "output"];
    const paths = ["generator", "discriminator"].flatMap((role) =>
      names.map((name) => `${role}/${name}`),
    );
    expect(Object.keys(sheet.nodes)).toEqual(paths);
    expect(sheet.edges[0]).toEqual({ source: "generator/input", target: "generator/linear_1" });
    expect(sheetOf({ document: { ...two, title: "Another" } })).toBe(sheet);
    expect(placedAt(lying, "discriminator/linear_1")).toEqual({
      role: "discriminator",
      name: "linear_1",
    });
    expect(nameOf("discriminator/linear_1")).toBe("linear_1");
    expect(together("generator/input", "discriminator/input")).toBe(false);
    expect(readingOrder(sheet)).toEqual(paths);
    expect(neighbour(sheet, "generator/output", "right")).toBe("discriminator/input");
    expect(neighbour(sheet, "discriminator/input", "left")).toBe("generator/output");
    expect(neighbour(sheet, "discriminator/output", "right")).toBeNull();
  });

  it("gives back the very document where nothing was edited, and the other network as it was", () => {
    expect(withSheet(lying, { ...sheet, nodes: { ...sheet.nodes }, edges: [...sheet.edges] })).toBe(
      two,
    );
    const edited = withSheet(lying, edit.removeNodes(sheet, ["discriminator/linear_1"]));
    expect(networkOf(edited, "generator")).toBe(networkOf(two, "generator"));
    expect(networkOf(edited, "discriminator").edges).toEqual([
      { source: "input", target: "output" },
    ]);
    // Wires that stay are the objects that they were: what they carry is not drawn anew.
    const moved = edit.moveItems(sheet, { "generator/input": { x: 5, y: 5 } });
    expect(networkOf(withSheet(lying, moved), "generator").edges).toBe(
      networkOf(two, "generator").edges,
    );
  });

  it("keeps groups and comments with their network, by names of its own", () => {
    const [grouped, id] = group(sheet, ["discriminator/input", "discriminator/linear_1"], "Head");
    expect(id).toBe("discriminator/group_1");
    const after = withSheet(lying, grouped);
    expect(networkOf(after, "discriminator").groups).toEqual({
      group_1: { title: "Head", nodes: ["input", "linear_1"] },
    });
    expect(networkOf(after, "generator")).toBe(networkOf(two, "generator"));
    expect(sheetOf({ document: after }).groups).toEqual({
      [id]: { title: "Head", nodes: ["discriminator/input", "discriminator/linear_1"] },
    });
  });

  it("pastes a clip of one network into another under fresh names", () => {
    const clip = edit.cut(sheet, ["generator/linear_1", "generator/output"]);
    const start = startOf(lying, "discriminator");
    const pasted = paste(sheet, clip, { x: 40, y: 40 }, () => start);
    expect(pasted.nodes).toEqual(["discriminator/linear_2", "discriminator/output_1"]);
    const after = withSheet(lying, pasted.network);
    expect(networkOf(after, "generator")).toBe(networkOf(two, "generator"));
    expect(networkOf(after, "discriminator").edges.at(-1)).toEqual({
      source: "linear_2",
      target: "output_1",
    });
  });

  it("knows by path what is known by network and node", () => {
    const known = { generator: { input: 1 }, discriminator: { input: 2 } } as const;
    const all = onSheet<number>(lying, (role) => known[role as keyof typeof known]);
    expect(all).toEqual({ "generator/input": 1, "discriminator/input": 2 });
  });
});

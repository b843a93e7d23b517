import { expect, it } from "vitest";
import { lenet } from "@/graph/fixtures";
import type { Network } from "@/graph/types";
import type { LayerMatch } from "@/schema/schema.gen";
import { rowsOf } from "./rows";

const match = (node: string, status: LayerMatch["status"], there = {}): LayerMatch => ({
  node,
  status,
  origin: node,
  here: { weight: [10, 84], bias: [10] },
  there,
});

it("has a row for each layer with weights, drawn while nothing is chosen", () => {
  const rows = rowsOf(lenet(), undefined);
  expect(rows.map(({ node }) => node)).toEqual([
    "conv2d_1",
    "conv2d_2",
    "linear_1",
    "linear_2",
    "linear_3",
  ]);
  expect(new Set(rows.map(({ status }) => status))).toEqual(new Set(["drawn"]));
});

it("tells both shapes of a layer that does not fit", () => {
  const rows = rowsOf(lenet(), [match("linear_3", "mismatch", { weight: [5, 84], bias: [5] })]);
  expect(rows.at(-1)).toMatchObject({ status: "mismatch", here: "10×84", there: "5×84" });
});

it("tells of a block how many layers inside find their weights", () => {
  const network: Network = {
    nodes: { res_1: { layer: { kind: "block", block: "res" }, position: { x: 0, y: 0 } } },
    edges: [],
  };
  const [row] = rowsOf(network, [
    match("res_1/0/conv2d_1", "path"),
    match("res_1/0/batch_norm2d_1", "path"),
    match("res_1/1/conv2d_1", "new"),
  ]);
  expect(row).toMatchObject({ node: "res_1", status: "new", taken: 2, all: 3 });
});

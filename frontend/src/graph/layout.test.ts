import { describe, expect, it } from "vitest";
import { layBranches } from "./branches";
import { defaultLayer } from "./catalogue";
import { chain, image, LENET_VALUES, lenet, vector } from "./fixtures";
import { boxes } from "./geometry";
import { autoLayout, branches, isTidy } from "./layout";
import { route } from "./routing";
import { tileOf } from "./tile";
import type { GraphNode, Network } from "./types";
import { neighbour, readingOrder } from "./walk";

const closed = new Set<string>();
const known = (id: string) => LENET_VALUES[id] ?? null;
const labelled = (id: string) => !id.startsWith("relu");

describe("tiles", () => {
  it("are as large as the design draws them", () => {
    const sizes = boxes(lenet(), known, closed);
    const widths = [
      "input",
      "conv2d_1",
      "max_pool2d_1",
      "conv2d_2",
      "linear_1",
      "linear_3",
      "output",
    ];
    expect(widths.map((id) => sizes.get(id)?.width)).toEqual([108, 208, 132, 160, 176, 116, 172]);
    expect(sizes.get("relu_1")).toMatchObject({ look: "bead", width: 30 });
    expect(sizes.get("flatten_1")?.look).toBe("pill");
  });

  it("show at most sixteen maps and say how many more", () => {
    expect(tileOf("conv2d", image(64, 8, 8))).toMatchObject({ shown: 16, more: 48, columns: 4 });
  });

  it("fill a rectangle with cells", () => {
    expect(tileOf("linear", vector(120))).toMatchObject({ columns: 15, rows: 8 });
    expect(tileOf("linear", vector(84))).toMatchObject({ columns: 14, rows: 6 });
    expect(tileOf("linear", vector(97))).toMatchObject({ form: "cells", more: 0 });
    expect(tileOf("linear", vector(4096))).toMatchObject({ shown: 512, more: 3584 });
  });

  it("draw nothing while the value is unknown, and go by its kind, not by how many sides it has", () => {
    expect(tileOf("conv2d", null).form).toBe("none");
    const tokens = { kind: "tokens", sides: ["T"], categories: 65 } as const;
    expect(tileOf("input", tokens)).toMatchObject({ form: "letters", width: 160, height: 24 });
    const sequence = { kind: "sequence", sides: ["T", 8], categories: 0 } as const;
    expect(tileOf("lstm", sequence)).toMatchObject({ form: "strip", width: 160, height: 48 });
  });
});

describe("auto layout", () => {
  it("sets LeNet-5 in the two lines of its preset", () => {
    const network = lenet();
    const laid = autoLayout(network, boxes(network, known, closed), labelled);
    expect(laid.input).toEqual({ x: 0, y: 100 });
    expect(laid.max_pool2d_2?.y).toBe(100);
    expect(laid.flatten_1?.x).toBe(0);
    expect(laid.output?.y).toBe(laid.flatten_1?.y);
    expect(isTidy(network, laid)).toBe(true);
  });

  it("never lets two nodes overlap, however long the chain", () => {
    const ids = Array.from({ length: 60 }, (_, index) => `conv2d_${index + 1}`);
    const nodes = Object.fromEntries(
      ids.map((id): [string, GraphNode] => [
        id,
        { layer: defaultLayer("conv2d"), position: { x: 0, y: 0 } },
      ]),
    );
    const network: Network = { nodes, edges: chain(ids) };
    const sizes = boxes(network, () => image(16, 10, 10), closed);
    const laid = autoLayout(network, sizes, () => true);
    const placed = ids.map((id) => ({ ...laid[id], ...sizes.get(id) }));
    for (const one of placed) {
      for (const other of placed) {
        if (one === other || one.y !== other.y) continue;
        const [left, right] = (one.x ?? 0) < (other.x ?? 0) ? [one, other] : [other, one];
        expect((left.x ?? 0) + (left.width ?? 0)).toBeLessThan(right.x ?? 0);
      }
    }
  });

  it("ranks branches from left to right", () => {
    const layer = defaultLayer("conv2d");
    const node = { layer, position: { x: 0, y: 0 } };
    const network: Network = {
      nodes: { input: node, left: node, right: node, add_1: node },
      edges: [
        { source: "input", target: "left" },
        { source: "input", target: "right" },
        { source: "left", target: "add_1" },
        { source: "right", target: "add_1" },
      ],
    };
    expect(branches(network)).toBe(true);
    const laid = autoLayout(network, new Map(), () => true, layBranches);
    expect(laid.left?.x).toBe(laid.right?.x);
    expect(laid.left?.y).not.toBe(laid.right?.y);
    expect(laid.add_1?.x).toBeGreaterThan(laid.left?.x ?? 0);
  });
});

describe("wires on the canvas", () => {
  it("run straight along a row", () => {
    const line = route({ sourceX: 108, sourceY: 100, targetX: 152, targetY: 100 });
    expect(line).toEqual({ path: "M108 100L152 100", x: 130, y: 100, inline: false, wraps: false });
  });

  it("wrap to the next row with the shape in the middle", () => {
    const line = route({ sourceX: 1000, sourceY: 100, targetX: 0, targetY: 332 });
    expect(line).toMatchObject({ x: 497, y: 216, wraps: true });
  });
});

describe("walking", () => {
  it("follows the wires sideways and rows up and down", () => {
    const network = lenet();
    expect(neighbour(network, "conv2d_1", "right")).toBe("relu_1");
    expect(neighbour(network, "conv2d_1", "left")).toBe("input");
    expect(neighbour(network, "input", "down")).toBe("flatten_1");
    expect(neighbour(network, "output", "up")).toBe("relu_2");
    expect(neighbour(network, "output", "right")).toBeNull();
    expect(readingOrder(network)[7]).toBe("flatten_1");
  });
});

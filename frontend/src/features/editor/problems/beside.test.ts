import { describe, expect, it } from "vitest";
import { overlap, type Rect } from "@/graph/rects";
import { type FaultSurroundings, placeBeside } from "./beside";

const box = { width: 250, height: 60 };
const node = { x: 300, y: 200, width: 100, height: 120 };
const around: FaultSurroundings = {
  node,
  room: { x: 0, y: 0, width: 900, height: 600 },
  ports: [],
  floating: [],
  drawn: [node],
};
const place = (given: Partial<FaultSurroundings>): Rect => ({
  ...placeBeside(box, { ...around, ...given }),
  ...box,
});

describe("the sentence of a fault", () => {
  it("stands below its node, from its left edge on", () => {
    expect(place({})).toMatchObject({ x: 300, y: 326 });
  });

  it("stands above where the canvas ends below, and is drawn in where it ends at a side", () => {
    const low = { x: 0, y: 0, width: 900, height: 370 };
    expect(place({ room: low })).toMatchObject({ x: 300, y: 134 });
    const narrow = { x: 0, y: 0, width: 420, height: 600 };
    expect(place({ room: narrow })).toMatchObject({ x: 170, y: 326 });
    const cut = { ...node, x: -40 };
    expect(place({ node: cut, drawn: [cut] })).toMatchObject({ x: 0, y: 326 });
  });

  it("covers no port and lies below nothing that floats, even where all places at its node are taken", () => {
    const port = (x: number, y: number) => ({ x, y, width: 7, height: 7 });
    const ports = [250, 350, 500, 600].flatMap((x) => [140, 240, 300, 350].map((y) => port(x, y)));
    const legend = { x: 0, y: 560, width: 380, height: 40 };
    const found = place({ ports, floating: [legend] });
    for (const each of [...ports, legend]) expect(overlap(found, each)).toBe(false);
  });

  it("covers another layer only where there is no free place near by", () => {
    const next = { x: 280, y: 360, width: 140, height: 150 };
    expect(place({ drawn: [node, next] })).toMatchObject({ x: 300, y: 134 });
    const all = { x: 0, y: 0, width: 900, height: 600 };
    expect(place({ drawn: [all] })).toMatchObject({ x: 300, y: 326 });
  });

  it("goes out of sight with its node", () => {
    const gone = { ...node, y: 700 };
    expect(place({ node: gone })).toMatchObject({ x: 300, y: 826 });
  });
});

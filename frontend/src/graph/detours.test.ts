import { describe, expect, it } from "vitest";
import { type Beside, detours, type Wire } from "./detours";
import { overlap, type Rect } from "./rects";
import { type Bends, route, usualBends, wireRects } from "./routing";
import { edgeId } from "./types";

type Tiles = Map<string, Rect>;

/** Tiles by their left edges and middles, as nodes stand. */
const tile = (x: number, middle: number, width = 120, height = 100): Rect => ({
  x,
  y: middle - height / 2,
  width,
  height,
});

/** `count` tiles of one row, `n0` and so on. */
function row(count: number, middle = 0, gap = 44): Tiles {
  return new Map(
    Array.from({ length: count }, (_, at) => [`n${at}`, tile(at * (120 + gap), middle)]),
  );
}

function wire(tiles: Tiles, source: string, target: string): Wire {
  const [from, to] = [tiles.get(source), tiles.get(target)] as [Rect, Rect];
  return {
    source,
    target,
    sourceX: from.x + from.width,
    sourceY: from.y + from.height / 2,
    targetX: to.x,
    targetY: to.y + to.height / 2,
  };
}

function wiresOf(tiles: Tiles, pairs: readonly string[]): Wire[] {
  return pairs.map((pair) => {
    const [source = "", target = ""] = pair.split(">");
    return wire(tiles, source, target);
  });
}

/** Every wire as it is drawn: none may run through a tile. */
function drawn(tiles: Tiles, pairs: readonly string[], beside?: Beside) {
  const wires = wiresOf(tiles, pairs);
  const found = detours(wires, tiles, beside);
  return wires.map((each) => {
    const bends: Bends | null = found.get(edgeId(each)) ?? usualBends(each);
    const pieces = wireRects(each, bends);
    const met = [...tiles].filter(([id, rect]) =>
      pieces.some((piece, index) => {
        const end = id === each.source ? 0 : id === each.target ? pieces.length - 1 : -1;
        return index !== end && overlap(piece, rect);
      }),
    );
    expect(met.map(([id]) => `${edgeId(each)} through ${id}`)).toEqual([]);
    return { bends, pieces, around: found.has(edgeId(each)), ...route(each, bends) };
  });
}

const CHAIN = ["n0>n1", "n1>n2", "n2>n3", "n3>n4", "n4>n5"];

describe("a wire that skips layers", () => {
  it("runs round them, and its shape stands on the way round", () => {
    const [skip] = drawn(row(4), ["n0>n3", "n0>n1", "n1>n2", "n2>n3"]);
    expect(skip).toMatchObject({ around: true, inline: true, y: 64 });
    expect(skip?.bends?.out).toBeGreaterThan(120);
    expect(skip?.bends?.out).toBeLessThan(164);
    expect(skip?.x).toBe(((skip?.bends?.out ?? 0) + (skip?.bends?.back ?? 0)) / 2);
  });

  it("leaves all wires as they are that meet nothing", () => {
    const tiles = new Map([...row(3), ["low", tile(328, 200)]]);
    const wires = wiresOf(tiles, ["n0>n1", "n1>n2", "n1>low"]);
    expect(detours(wires, tiles).size).toBe(0);
  });

  it("takes the shorter side, and below where both are alike", () => {
    const tiles = row(3);
    expect(drawn(tiles, ["n0>n2"])[0]?.y).toBeGreaterThan(0);
    tiles.set("n1", tile(164, 30));
    expect(drawn(tiles, ["n0>n2"])[0]?.y).toBe(-34);
    tiles.set("n1", tile(164, -30));
    expect(drawn(tiles, ["n0>n2"])[0]?.y).toBe(34);
  });

  it("goes over between two rows at a place that is free", () => {
    const tiles = new Map([
      ["a", tile(0, 0)],
      ["b", tile(500, 300)],
      ["between", tile(250, 150)],
    ]);
    const [step] = drawn(tiles, ["a>b"]);
    expect(step?.bends?.lane).toBeNull();
    expect(step?.pieces).toHaveLength(3);
  });

  it("comes to a row further down beside what stands between", () => {
    const tiles = new Map([
      ...row(3),
      ["m0", tile(0, 180)],
      ["m1", tile(164, 180)],
      ["m2", tile(328, 180)],
      ["low", tile(0, 360)],
    ]);
    drawn(tiles, ["n2>low", "n1>low", "n0>m2", "m0>m2"]);
  });
});

describe("tiles that lie on each other", () => {
  it("are run round where that can be: all but the ends of the wire", () => {
    const tiles = row(4);
    tiles.set("over", tile(90, 20));
    const [skip] = wiresOf(tiles, ["n0>n3"]);
    const bends = detours([skip as Wire], tiles).get("n0>n3");
    const lane = wireRects(skip as Wire, bends)[2] as Rect;
    expect([...tiles.values()].some((rect) => overlap(rect, lane))).toBe(false);
    expect(lane.width).toBeGreaterThan(300);
  });
});

describe("several at once", () => {
  it("do not lie on each other, however many skip one layer", () => {
    const pairs = [...CHAIN, "n0>n2", "n0>n3", "n1>n3", "n1>n4", "n0>n5", "n2>n5"];
    const wires = drawn(row(6), pairs).filter(({ around }) => around);
    expect(wires).toHaveLength(6);
    const flat = wires.map(({ pieces }) => pieces[2] as Rect);
    for (const [at, one] of flat.entries()) {
      for (const other of flat.slice(at + 1)) {
        expect(overlap(one, other, 10)).toBe(false);
      }
    }
  });

  it("keep one side in a row of blocks, each its own lane's length", () => {
    const tiles = row(7);
    const lanes = drawn(tiles, ["n0>n3", "n3>n6", "n0>n1", "n3>n4"]).slice(0, 2);
    expect(lanes.map(({ y }) => y)).toEqual([64, 64]);
  });

  it("do not depend on the order of the document", () => {
    const tiles = row(6);
    const pairs = [...CHAIN, "n0>n3", "n1>n4", "n2>n5"];
    const wires = wiresOf(tiles, pairs);
    const sorted = (found: Map<string, Bends>) => [...found].sort();
    const turned = new Map([...tiles].reverse());
    expect(sorted(detours(wires.toReversed(), turned))).toEqual(sorted(detours(wires, tiles)));
  });
});

describe("while a node is dragged", () => {
  it("a wire changes its side once, and otherwise moves with the node", () => {
    const tiles = row(3);
    let [sides, jumps, last] = [0, 0, 0];
    for (let y = -60; y <= 60; y++) {
      tiles.set("n1", tile(164, y));
      const [skip] = drawn(tiles, ["n0>n2", "n0>n1", "n1>n2"]);
      const lane = skip?.around ? (skip.y ?? 0) : 0;
      if (last !== 0 && lane !== 0 && Math.sign(last) !== Math.sign(lane)) sides++;
      else if (last !== 0 && lane !== 0 && Math.abs(lane - last) > 1) jumps++;
      last = lane;
    }
    expect({ sides, jumps }).toEqual({ sides: 1, jumps: 0 });
  });
});

describe("comments and frames", () => {
  const tiles = row(4);

  it("are kept clear of", () => {
    const note = { x: 200, y: 55, width: 160, height: 80 };
    const [skip] = drawn(tiles, ["n0>n3"], { notes: [note], lines: [] });
    expect(skip?.y).toBe(-64);
    // Both sides are taken: round the nearer note, and not on the line of the frame.
    const above = { ...note, y: -120, height: 70 };
    const line = { x: -12, y: 150, width: 640, height: 0 };
    const [far] = drawn(tiles, ["n0>n3"], { notes: [note, above], lines: [line] });
    expect(far?.y).toBe(-134);
  });

  it("turn no wire aside that met no tile", () => {
    const note = { x: 120, y: -20, width: 40, height: 40 };
    expect(detours(wiresOf(tiles, ["n0>n1"]), tiles, { notes: [note], lines: [] }).size).toBe(0);
  });
});

describe("the work", () => {
  it("is little: two hundred layers that all skip", () => {
    const tiles = new Map(
      Array.from({ length: 200 }, (_, at) => [
        `n${at}`,
        tile((at % 20) * 164, Math.floor(at / 20) * 180),
      ]),
    );
    const pairs = Array.from({ length: 197 }, (_, at) => [
      `n${at}>n${at + 1}`,
      `n${at}>n${at + 3}`,
    ]).flat();
    const wires = wiresOf(tiles, pairs);
    const best = Math.min(
      ...Array.from({ length: 5 }, () => {
        const begun = performance.now();
        detours(wires, tiles);
        return performance.now() - begun;
      }),
    );
    // Some 20 ms; the bound leaves room for a busy machine.
    expect(best).toBeLessThan(300);
  });
});

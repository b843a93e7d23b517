import { describe, expect, it } from "vitest";
import { FRAME_SIDE, FRAME_TOP, framePieces } from "./frames";
import { freePlace } from "./freePlace";
import { hull, overlap, type Rect } from "./rects";

const box = (x: number, y: number): Rect => ({ x, y, width: 100, height: 60 });

describe("the frame of a group", () => {
  it("hugs its nodes, with room above for the title", () => {
    const [frame, ...more] = framePieces([box(0, 0), box(150, 10)], [box(400, 0)]);
    expect(more).toEqual([]);
    expect(frame).toMatchObject({ x: -FRAME_SIDE, y: -FRAME_TOP, width: 250 + 2 * FRAME_SIDE });
  });

  it("goes row by row where it would take in others, as a marked text does", () => {
    const members = [box(300, 0), box(450, 5), box(0, 200), box(150, 190)];
    const others = [box(0, 0), box(150, 0), box(450, 200)];
    const pieces = framePieces(members, others);
    expect(pieces.map(({ x }) => x)).toEqual([300 - FRAME_SIDE, -FRAME_SIDE]);
    for (const other of others) {
      expect(pieces.some((piece) => overlap(piece, other))).toBe(false);
    }
  });

  it("is nowhere when its nodes are gone", () => {
    expect(framePieces([], [box(0, 0)])).toEqual([]);
  });
});

describe("a free place", () => {
  it("is the wanted one, or the nearest that keeps clear of all", () => {
    const taken = [box(0, 0), box(0, 80), hull([box(200, 0), box(200, 100)])];
    expect(freePlace(box(0, 500), taken)).toEqual({ x: 0, y: 500 });
    const place = freePlace(box(10, 70), taken);
    expect(taken.some((other) => overlap({ ...box(0, 0), ...place }, other))).toBe(false);
    expect(Math.hypot(place.x - 10, place.y - 70)).toBeLessThan(140);
  });
});

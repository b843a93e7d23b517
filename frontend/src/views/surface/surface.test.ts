import { describe, expect, it } from "vitest";
import type { SurfaceFrame } from "@/schema/schema.gen";
import type { Palette } from "../canvas/palette";
import { boxOf, cellUnder, coloursOf } from "./paintSurface";
import { answerAt, middleOf, surfaceOf, ticksOf } from "./surface";

/** 0, 0.25, 0.5, 1, 2, NaN, ∞ as half-precision floats. */
const [ZERO, QUARTER, HALF, ONE, TWO, NAN, INFINITE] = [
  0, 0x3400, 0x3800, 0x3c00, 0x4000, 0x7e00, 0x7c00,
];

/** At an odd offset, as MessagePack gives it. */
function odd(values: Uint16Array | Float32Array): Uint8Array {
  const bytes = new Uint8Array(1 + values.byteLength);
  bytes.set(new Uint8Array(values.buffer), 1);
  return bytes.subarray(1);
}

function frame(values: readonly number[], more: Partial<SurfaceFrame> = {}): SurfaceFrame {
  return {
    kind: "surface",
    role: "classifier",
    side: Math.sqrt(values.length),
    bounds: [-1, 3, 0, 2],
    categories: 2,
    values: odd(Uint16Array.from(values)),
    winners: new Uint8Array(),
    points: odd(Float32Array.from([-1, 0, 3, 2])),
    labels: odd(Uint16Array.from([0, 1])),
    ...more,
  };
}

/** Colours that tell which entry of which table they are. */
const PALETTE = {
  paper: "#000000",
  signed: Uint32Array.from({ length: 255 }, (_, at) => 1_000 + at),
} as Palette;

describe("a surface", () => {
  it("is read once a frame", () => {
    const one = frame([ZERO, QUARTER, HALF, ONE]);
    expect(surfaceOf(one)).toBe(surfaceOf(one));
    expect([...surfaceOf(one).values]).toEqual([0, 0.25, 0.5, 1]);
    expect([...surfaceOf(one).points]).toEqual([-1, 0, 3, 2]);
  });

  it("answers with the likelier of two classes", () => {
    const surface = surfaceOf(frame([ZERO, QUARTER, HALF, ONE]));
    expect(answerAt(surface, { row: 0, column: 1 })).toEqual({ category: 0, value: 0.75 });
    expect(answerAt(surface, { row: 1, column: 0 })).toEqual({ category: 1, value: 0.5 });
    expect(middleOf(surface, { row: 0, column: 1 })).toEqual({ x: 2, y: 0.5 });
  });

  it("answers with the class that wins of several, and with a number where there are none", () => {
    const winners = odd(Uint16Array.from([2, 0, 1, 2]));
    const several = surfaceOf(frame([HALF, HALF, HALF, ONE], { categories: 3, winners }));
    expect(answerAt(several, { row: 1, column: 1 })).toEqual({ category: 2, value: 1 });
    const numbers = surfaceOf(frame([ZERO, QUARTER, HALF, TWO], { categories: 0 }));
    expect(answerAt(numbers, { row: 1, column: 1 })).toEqual({ category: null, value: 2 });
    expect(numbers.most).toBe(2);
  });

  it("takes no scale from what is no number", () => {
    const broken = [NAN, INFINITE, ZERO, HALF];
    expect(surfaceOf(frame(broken, { categories: 0 })).most).toBe(0.5);
    expect(surfaceOf(frame([NAN, NAN, NAN, NAN], { categories: 0 })).most).toBe(1);
  });
});

describe("its colours", () => {
  it("begin with the highest row, orange for the first class and blue for the second", () => {
    const colours = coloursOf(surfaceOf(frame([ZERO, QUARTER, HALF, ONE])), PALETTE);
    expect([...colours]).toEqual([1_127, 1_254, 1_000, 1_064]);
  });

  it("of numbers are on a scale around 0; what is no number has none", () => {
    const numbers = surfaceOf(frame([NAN, ONE, ZERO, TWO], { categories: 0 }));
    expect([...coloursOf(numbers, PALETTE)]).toEqual([1_127, 1_254, 0, 1_191]);
  });

  it("of several classes are paper where all are as likely", () => {
    document.documentElement.style.setProperty("--run-2", "#0000ff");
    const winners = odd(Uint16Array.from([1, 1, 1, 1]));
    const several = surfaceOf(frame([ONE, QUARTER, QUARTER, QUARTER], { categories: 4, winners }));
    const [highest, , lowest] = coloursOf(several, { ...PALETTE });
    expect(highest).toBe(0xff000000);
    expect(lowest).toBe(0xffff0000);
  });
});

describe("its place in the picture", () => {
  const surface = surfaceOf(frame([ZERO, QUARTER, HALF, ONE]));

  it("has one scale for both axes, unless one side would be too long", () => {
    const box = boxOf({ width: 300, height: 220 }, surface);
    expect(box.width / box.height).toBeCloseTo(2);
    const long = surfaceOf(frame([ZERO, QUARTER, HALF, ONE], { bounds: [0, 1_000, 0, 1] }));
    expect(boxOf({ width: 300, height: 220 }, long)).toEqual(box);
  });

  it("tells the cell under the pointer, rows from the lowest", () => {
    const box = { left: 10, top: 20, width: 100, height: 50 };
    expect(cellUnder(box, 2, { x: 11, y: 69 })).toEqual({ row: 0, column: 0 });
    expect(cellUnder(box, 2, { x: 109, y: 21 })).toEqual({ row: 1, column: 1 });
    expect(cellUnder(box, 2, { x: 9, y: 40 })).toBeNull();
    expect(cellUnder(box, 2, { x: 50, y: 71 })).toBeNull();
  });

  it("has round figures at its axes", () => {
    expect(ticksOf(-1.16, 2.16, 5)).toEqual([-1, 0, 1, 2]);
    expect(ticksOf(0.01, 0.034, 4)).toEqual([0.01, 0.02, 0.03]);
    expect(ticksOf(1_990, 2_020, 3)).toEqual([1_990, 2_000, 2_010, 2_020]);
  });
});

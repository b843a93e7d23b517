import { expect, it } from "vitest";
import type { Tile } from "@/graph/tile";
import type { Palette } from "../canvas/palette";
import { paintBars } from "./paintRows";

/** Writes down what is written; every letter is 7 wide. */
function paper() {
  const written: string[] = [];
  const context = {
    measureText: (text: string) => ({ width: 7 * text.length }),
    fillText: (text: string) => written.push(text),
    fillRect: () => undefined,
  };
  return { written, context: context as unknown as CanvasRenderingContext2D };
}

const bars = (rows: number): Tile => {
  const cell = 12;
  const form = "bars";
  return {
    form,
    columns: 1,
    rows,
    cell,
    gap: 2,
    shown: rows,
    more: 0,
    width: 110,
    height: 14 * rows,
  };
};

it("writes the numbers of units whole, however many there are", () => {
  const signed = Array.from({ length: 255 }, () => [0, 0, 0]);
  const palette = { font: "sans", text3: "#000", line2: "#000", signed } as unknown as Palette;
  const { written, context } = paper();
  paintBars(context, bars(16), null, { palette, names: [], zoom: 1 });
  expect(written).toEqual(Array.from({ length: 16 }, (_, row) => String(row)));
});

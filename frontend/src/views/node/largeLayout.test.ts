import { expect, it } from "vitest";
import { image, vector } from "@/graph/fixtures";
import { cellsAt, layOut } from "./largeLayout";

it("fills the room with the largest pixels", () => {
  const layout = layOut(image(6, 28, 28), 6 * 28 * 28, { width: 860, height: 480 });
  expect(layout).toMatchObject({ maps: 6, columns: 3, width: 28, height: 28 });
  const wide = layout.columns * 28 * layout.pixel + 2 * layout.gap;
  expect(wide).toBeLessThanOrEqual(860);
});

it("counts only the maps that are recorded", () => {
  expect(layOut(image(128, 4, 4), 64 * 16, { width: 800, height: 400 }).maps).toBe(64);
});

it("finds the value under the pointer", () => {
  const layout = layOut(image(6, 28, 28), 6 * 28 * 28, { width: 860, height: 480 });
  const pitch = 28 * layout.pixel + layout.gap;
  const spot = cellsAt(layout, { x: pitch + 1.5 * layout.pixel, y: pitch + 2.5 * layout.pixel });
  expect(spot).toEqual({ index: (4 * 28 + 2) * 28 + 1, map: 4, row: 2, column: 1 });
  expect(cellsAt(layout, { x: pitch - 1, y: 5 })).toBeNull();
});

it("lays out as maps what is an image, however many sides something else has", () => {
  const room = { width: 600, height: 300 };
  expect(layOut({ kind: "sequence", sides: [4, 6, 8] }, 192, room)).toMatchObject({
    maps: 192,
    width: 1,
  });
});

it("gives each step of a sequence a row", () => {
  const room = { width: 600, height: 300 };
  const layout = layOut({ kind: "sequence", sides: [5, 8] }, 40, room);
  expect(layout).toMatchObject({ maps: 1, width: 8, height: 5 });
  const spot = cellsAt(layout, { x: 2.5 * layout.pixel, y: 3.5 * layout.pixel });
  expect(spot).toEqual({ index: 26, map: 0, row: 3, column: 2 });
});

it("lays a vector out as cells", () => {
  const layout = layOut(vector(120), 120, { width: 600, height: 300 });
  expect(cellsAt(layout, { x: layout.pixel + 1.5, y: 1 })?.index).toBe(1);
});

import { expect, it } from "vitest";
import { cellAt, classAt, strideOf } from "./paintConfusion";

const CLOTHES = [
  "T-shirt",
  "Trouser",
  "Pullover",
  "Dress",
  "Coat",
  "Sandal",
  "Shirt",
  "Sneaker",
  "Bag",
  "Ankle boot",
];
const DIGITS = CLOTHES.map((_, at) => String(at));
const DOCK = { width: 214, height: 196 };

it("leaves names their room in a picture as small as the dock's", () => {
  // Names are wider than the 28 pixels that figures need.
  expect(cellAt(DOCK, DIGITS, 10, { x: 40, y: 40 })).toEqual({ label: 0, prediction: 0 });
  expect(cellAt(DOCK, CLOTHES, 10, { x: 40, y: 40 })).toBeNull();
  expect(cellAt(DOCK, CLOTHES, 10, { x: 60, y: 60 })).toEqual({ label: 0, prediction: 0 });
  const tiny = { width: 120, height: 120 };
  expect(cellAt(tiny, CLOTHES, 10, { x: 40, y: 40 })).not.toBeNull();
});

it("tells the class whose name is pointed at, on either axis", () => {
  expect(classAt(DOCK, CLOTHES, 10, { x: 20, y: 190 })).toBe(9);
  expect(classAt(DOCK, CLOTHES, 10, { x: 60, y: 20 })).toBe(0);
  expect(classAt(DOCK, CLOTHES, 10, { x: 60, y: 60 })).toBeNull();
  expect(classAt(DOCK, CLOTHES, 10, { x: 10, y: 10 })).toBeNull();
});

it("names as many of thirty-six classes as have room", () => {
  expect(strideOf(17)).toBe(1);
  expect(strideOf((196 - 28) / 36)).toBe(3);
});

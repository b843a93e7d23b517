import { expect, it } from "vitest";
import { asDrawn, type Ink, likeMnist } from "./digit";

/** A bar of ink on an empty pad. */
function bar(left: number, top: number, width: number, height: number): Ink {
  const values = new Uint8Array(224 * 224);
  for (let y = top; y < top + height; y++) values.fill(255, y * 224 + left, y * 224 + left + width);
  return { values, width: 224, height: 224 };
}

function centre(picture: Uint8Array): [number, number] {
  let [mass, x, y] = [0, 0, 0];
  picture.forEach((value, at) => {
    mass += value;
    x += value * (at % 28);
    y += value * Math.floor(at / 28);
  });
  return [x / mass, y / mass];
}

it("centres a digit by its mass and fills the box of 20, wherever it was drawn", () => {
  for (const ink of [bar(5, 10, 20, 100), bar(180, 90, 20, 100)]) {
    const picture = likeMnist(ink);
    const [x, y] = centre(picture);
    expect(Math.abs(x - 13.5)).toBeLessThanOrEqual(0.5);
    expect(Math.abs(y - 13.5)).toBeLessThanOrEqual(0.5);
    const rows = new Set<number>();
    picture.forEach((value, at) => {
      if (value > 0) rows.add(Math.floor(at / 28));
    });
    expect(rows.size).toBe(20);
    expect(Math.max(...picture)).toBe(255);
  }
});

it("gives an empty picture for an empty pad", () => {
  expect(likeMnist(bar(0, 0, 0, 0)).every((value) => value === 0)).toBe(true);
});

it("leaves other drawings where they are", () => {
  const picture = asDrawn(bar(0, 0, 112, 224), 28, 28);
  expect(picture[0]).toBe(255);
  expect(picture[27]).toBe(0);
});

import { expect, it } from "vitest";
import { turnsIn } from "./turns";

const told = (shape: number[], ...scores: number[]) => ({
  shape,
  values: new Uint8Array(Int8Array.from(scores).buffer),
  scale: 127,
});

it("tells each step at which another class becomes the likeliest", () => {
  const turns = turnsIn(told([3, 2], 2, 0, 1, 0, 0, 3), 3, 2);
  expect(turns.map(({ step, label }) => [step, label])).toEqual([
    [0, 0],
    [2, 1],
  ]);
  expect(turns[0]?.share).toBeCloseTo(1 / (1 + Math.exp(-2)));
});

it("tells nothing of one answer for the whole, nor of what is no number", () => {
  expect(turnsIn(told([2], 1, 2), 2, 2)).toEqual([]);
  expect(turnsIn(told([2, 2], 1, 2, 3, 4), 3, 2)).toEqual([]);
  expect(turnsIn({ ...told([1, 2], 0, 0), scale: -1 }, 1, 2)).toEqual([]);
});

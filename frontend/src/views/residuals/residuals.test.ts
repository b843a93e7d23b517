import { expect, it } from "vitest";
import { residualsOf } from "./residuals";

const bytes = (...numbers: number[]) => new Uint8Array(new Float32Array(numbers).buffer);

it("tells how far answers lie from the truth, and to which side", () => {
  const told = residualsOf({ answers: bytes(100, 150, 300), residuals: bytes(-10, 20, -40) });
  expect([told.low, told.high, told.most]).toEqual([100, 300, 40]);
  expect(told.mean).toBeCloseTo(70 / 3);
  expect(told.bias).toBeCloseTo(-10);
});

it("holds of no answers at all", () => {
  expect(residualsOf({ answers: bytes(), residuals: bytes() })).toMatchObject({ most: 0, mean: 0 });
});

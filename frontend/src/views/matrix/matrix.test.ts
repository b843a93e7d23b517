import { expect, it } from "vitest";
import { countsOf, figuresOf } from "./matrix";

const counts = (...rows: number[][]) =>
  countsOf({
    kind: "matrix",
    role: "classifier",
    rows: rows.length,
    columns: rows.length,
    counts: new Uint8Array(new Int32Array(rows.flat()).buffer),
    total: rows.flat().reduce((so, each) => so + each, 0),
  });

it("tells precision down a column and recall along a row", () => {
  const matrix = counts([8, 2, 0], [1, 9, 0], [0, 5, 0]);
  expect(figuresOf(matrix, 0)).toEqual({ precision: 8 / 9, recall: 0.8 });
  expect(figuresOf(matrix, 1)).toEqual({ precision: 9 / 16, recall: 0.9 });
});

it("gives no number where nothing is of a class or taken for it", () => {
  const { precision, recall } = figuresOf(counts([3, 0], [0, 0]), 1);
  expect([precision, recall]).toEqual([Number.NaN, Number.NaN]);
});

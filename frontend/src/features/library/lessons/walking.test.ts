import { describe, expect, it } from "vitest";
import { type CardPlace, next } from "./walking";

const row = (top: number, ...lefts: number[]): CardPlace[] =>
  lefts.map((left) => ({ left, top, width: 100 }));

/** Three rows: five cards, two cards, and names that are narrower. */
const PLACES: CardPlace[] = [
  ...row(0, 0, 110, 220, 330, 440),
  ...row(200, 0, 110),
  ...[0, 60, 120, 180].map((left) => ({ left, top: 400, width: 50 })),
];

describe("arrows among cards", () => {
  it("go along in the order of reading, and stay at the ends", () => {
    expect(next(PLACES, 4, "ArrowRight")).toBe(5);
    expect(next(PLACES, 5, "ArrowLeft")).toBe(4);
    expect(next(PLACES, 0, "ArrowLeft")).toBe(0);
    expect(next(PLACES, 10, "ArrowRight")).toBe(10);
  });

  it("go to the nearest of the next row", () => {
    expect(next(PLACES, 1, "ArrowDown")).toBe(6);
    expect(next(PLACES, 4, "ArrowDown")).toBe(6);
    expect(next(PLACES, 6, "ArrowDown")).toBe(9);
    expect(next(PLACES, 9, "ArrowUp")).toBe(6);
    expect(next(PLACES, 6, "ArrowUp")).toBe(1);
  });

  it("stay where there is no further row", () => {
    expect(next(PLACES, 2, "ArrowUp")).toBe(2);
    expect(next(PLACES, 9, "ArrowDown")).toBe(9);
  });

  it("take cards that begin a little lower for one row", () => {
    const places = [...row(0, 0), ...row(300, 0), ...row(305, 110)];
    expect(next(places, 2, "ArrowUp")).toBe(0);
    expect(next(places, 0, "ArrowDown")).toBe(1);
  });
});

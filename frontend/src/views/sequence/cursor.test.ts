import { beforeEach, describe, expect, it } from "vitest";
import { cursor, hoverStep, keepStep, stepAt, stepThere, stepUnder } from "./cursor";

beforeEach(() => cursor.setState({ hovered: null, kept: null }));

describe("the cursor of a sequence", () => {
  it("stands at the end until somebody moves it", () => {
    expect(stepAt(cursor.getState(), 8)).toBe(7);
    keepStep(2);
    expect(stepAt(cursor.getState(), 8)).toBe(2);
    hoverStep(5);
    expect(stepAt(cursor.getState(), 8)).toBe(5);
    hoverStep(null);
    expect(stepAt(cursor.getState(), 8)).toBe(2);
  });

  it("stays within a shorter sequence, and comes back in a longer one", () => {
    keepStep(6);
    expect(stepAt(cursor.getState(), 3)).toBe(2);
    expect(stepAt(cursor.getState(), 9)).toBe(6);
    expect(stepAt(cursor.getState(), 0)).toBe(0);
  });

  it("finds its step in a layer that has half as many", () => {
    expect([0, 1, 2, 3, 4, 7].map((step) => stepThere(step, 8, 4))).toEqual([0, 0, 1, 1, 2, 3]);
    expect(stepThere(3, 8, 8)).toBe(3);
  });

  it("is under the pointer", () => {
    expect([0, 0.24, 0.26, 1, -0.1].map((share) => stepUnder(share, 4))).toEqual([0, 0, 1, 3, 0]);
  });
});

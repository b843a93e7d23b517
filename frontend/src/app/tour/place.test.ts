import { describe, expect, it } from "vitest";
import { placeCard } from "./place";

const VIEW = { width: 1440, height: 900 };
const CARD = { width: 320, height: 160 };

describe("the place of the card", () => {
  it("is beside its target, in the middle", () => {
    const target = { x: 600, y: 400, width: 200, height: 100 };
    expect(placeCard(target, CARD, VIEW, ["above"])).toEqual({ x: 540, y: 228 });
    expect(placeCard(target, CARD, VIEW, ["below"])).toEqual({ x: 540, y: 512 });
    expect(placeCard(target, CARD, VIEW, ["left"])).toEqual({ x: 268, y: 370 });
    expect(placeCard(target, CARD, VIEW, ["right"])).toEqual({ x: 812, y: 370 });
  });

  it("goes to the next side where the first has no room", () => {
    const corner = { x: 10, y: 840, width: 90, height: 40 };
    expect(placeCard(corner, CARD, VIEW, ["below", "above"])).toEqual({ x: 12, y: 668 });
  });

  it("stays in the window where no side has room", () => {
    const whole = { x: 0, y: 0, width: 1440, height: 900 };
    expect(placeCard(whole, CARD, VIEW, ["below", "left"])).toEqual({ x: 560, y: 728 });
  });
});

import { describe, expect, it } from "vitest";
import type { Finds } from "@/graph/finds";
import {
  bounded,
  capacityOf,
  inOrder,
  inSight,
  moved,
  PANELS,
  placed,
  type Room,
  UNARRANGED,
} from "./dockPanels";

const DESK: Room = { capacity: 6, wide: false, column: false };
const WIDE: Room = { capacity: 6, wide: true, column: false };

describe("which panels are in sight", () => {
  it("four on a desk, a fifth where there is room", () => {
    expect(inSight(UNARRANGED, DESK)).toEqual(["learning", "health", "confusion", "drawing"]);
    expect(inSight(UNARRANGED, WIDE)).toContain("misfits");
  });

  it("the surface where points of a plane enter, unless the reader hid it", () => {
    expect(inSight(UNARRANGED, DESK, { onPlane: true })).toEqual([
      "learning",
      "health",
      "confusion",
      "surface",
      "drawing",
    ]);
    expect(
      inSight({ ...UNARRANGED, chosen: { surface: false } }, DESK, { onPlane: true }),
    ).not.toContain("surface");
    expect(inSight({ ...UNARRANGED, chosen: { surface: true } }, DESK)).toContain("surface");
  });

  it("none that could only say that the network gives nothing of its kind, unless the reader wishes it", () => {
    const finds: Finds = (kind) => kind === "layer_health";
    expect(inSight(UNARRANGED, WIDE, { finds })).toEqual(["learning", "health"]);
    const chosen = { confusion: true };
    expect(inSight({ ...UNARRANGED, chosen }, DESK, { finds })).toContain("confusion");
  });

  it("the residuals where there is no class that could be confused", () => {
    const finds: Finds = (kind) => kind === "layer_health" || kind === "residuals";
    expect(inSight(UNARRANGED, DESK, { finds })).toEqual(["learning", "health", "residuals"]);
    expect(inSight(UNARRANGED, DESK)).not.toContain("residuals");
  });

  it("the boxes and the pad where the network finds boxes", () => {
    const finds: Finds = (kind) => kind === "layer_health" || kind === "detections";
    const shown = ["learning", "health", "boxes", "drawing"];
    expect(inSight(UNARRANGED, DESK, { finds })).toEqual(shown);
    expect(inSight(UNARRANGED, DESK)).not.toContain("boxes");
  });

  it("the images where so few are learnt from that all can be seen", () => {
    expect(inSight(UNARRANGED, DESK, { few: true })).toEqual([
      "learning",
      "health",
      "confusion",
      "images",
      "drawing",
    ]);
    expect(inSight(UNARRANGED, WIDE)).not.toContain("images");
  });

  it("the forecast and its errors where a series is forecast", () => {
    const found = new Set(["layer_health", "residuals", "forecasts"]);
    const finds: Finds = (kind) => found.has(kind);
    expect(inSight(UNARRANGED, DESK, { finds })).toEqual(["learning", "forecast", "ahead"]);
    expect(inSight(UNARRANGED, DESK)).not.toContain("forecast");
  });

  it("without data, what is known of a network before it runs, and of no other", () => {
    const of = (branches: boolean) => inSight(UNARRANGED, DESK, { shapesOnly: true, branches });
    expect(of(false)).toEqual(["cost", "depth", "field", "family"]);
    expect(of(true)).toEqual(["cost", "branches", "depth", "field"]);
    expect(inSight({ ...UNARRANGED, chosen: { cost: true } }, DESK)).toEqual([
      "learning",
      "health",
      "confusion",
      "drawing",
      "cost",
    ]);
  });

  it("three beside the canvas", () => {
    expect(inSight(UNARRANGED, { ...DESK, column: true })).toEqual([
      "learning",
      "confusion",
      "drawing",
    ]);
  });

  it("the reader's choice wins", () => {
    const chosen = { histograms: true, learning: false };
    expect(inSight({ ...UNARRANGED, chosen }, DESK)).toEqual([
      "health",
      "confusion",
      "drawing",
      "histograms",
    ]);
  });
});

describe("moving a panel", () => {
  it("takes the place of another, to the left and to the right", () => {
    expect(moved(PANELS, "drawing", "learning")[0]).toBe("drawing");
    expect(moved(PANELS, "learning", "confusion").slice(0, 3)).toEqual([
      "health",
      "confusion",
      "learning",
    ]);
    expect(moved(PANELS, "learning", "learning")).toBe(PANELS);
  });
});

describe("where only some fit", () => {
  it("the rest take turns in the last place", () => {
    const panels = inSight(UNARRANGED, DESK);
    const three = { ...DESK, capacity: 3 };
    expect(placed(panels, three, null)).toEqual({
      shown: ["learning", "health", "confusion"],
      tabs: ["confusion", "drawing"],
    });
    expect(placed(panels, three, "drawing").shown).toEqual(["learning", "health", "drawing"]);
    expect(placed(panels, { ...DESK, capacity: 1 }, "health")).toEqual({
      shown: ["health"],
      tabs: panels,
    });
    expect(placed(panels, DESK, "health").tabs).toEqual([]);
  });
});

describe("how many fit", () => {
  const size = (width: number, height = 280) => ({ width, height });

  it("four on the smallest desk, all six on a wide one", () => {
    expect(capacityOf("desk", false, size(984))).toBe(4);
    expect(capacityOf("desk", false, size(1144))).toBe(4);
    expect(capacityOf("desk", false, size(1400))).toBe(6);
  });

  it("three beside a drawer, one on a narrow screen", () => {
    expect(capacityOf("drawer", false, size(1270))).toBe(3);
    expect(capacityOf("narrow", false, size(960))).toBe(1);
  });

  it("beside the canvas as many as have their height", () => {
    expect(capacityOf("desk", true, size(372, 670))).toBe(3);
    expect(capacityOf("desk", true, size(372, 950))).toBe(5);
  });
});

describe("the height", () => {
  it("leaves the canvas half of low rooms", () => {
    expect(bounded(280, 470)).toBe(235);
    expect(bounded(280, 300)).toBe(150);
  });

  it("stays between 180 px and 60 %", () => {
    expect(bounded(20, 900)).toBe(180);
    expect(bounded(800, 900)).toBe(540);
    expect(bounded(300, 900)).toBe(300);
  });
});

describe("the order", () => {
  it("is the arranged one, each panel once, and new panels at their place", () => {
    const order = ["drawing", "drawing", "learning"] as const;
    expect(inOrder({ ...UNARRANGED, order: [...order] })).toEqual([
      "drawing",
      "health",
      "confusion",
      "misfits",
      "residuals",
      "surface",
      "boxes",
      "images",
      "forecast",
      "ahead",
      "writing",
      "learning",
      "histograms",
      ...PANELS.slice(-5),
    ]);
    expect(inOrder(UNARRANGED)).toEqual(PANELS);
  });
});

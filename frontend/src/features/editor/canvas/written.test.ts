import { describe, expect, it } from "vitest";
import { tailOf, written } from "./written";

/** Each character as wide as in the fonts that presets are laid out with. */
const width = (part: string) => part.length * 6.7;
const tile = { width: 120, height: 130, badge: false };
const at = (zoom: number, name = "max_pool2d_1", given = tile) => written(name, given, zoom, width);

describe("the name of a tile", () => {
  it("stands in one line as long as it has the room", () => {
    expect(at(1)).toBe("one");
    expect(at(0.95)).toBe("one");
    expect(at(0.4, "input")).toBe("one");
  });

  it("breaks once behind an underscore, then does without its sign, then leaves but for its last part", () => {
    expect(at(0.7)).toBe("two");
    expect(at(0.55)).toBe("two");
    expect(at(0.5, "conv2d_12", { ...tile, width: 100 })).toBe("bare");
    expect(at(0.4)).toBe("tail");
    expect(at(0.5, "averylongname")).toBe("none");
  });

  it("leaves what tells it from others of its kind", () => {
    expect(tailOf("inception_4a")).toBe("4a");
    expect(at(0.39, "inception_4a", { ...tile, width: 140 })).toBe("tail");
    expect(at(0.39, "inception_4a", { ...tile, width: 60 })).toBe("none");
  });

  it("gives way to its badge", () => {
    expect(at(1, "max_pool2d_1", { ...tile, badge: true })).toBe("two");
    expect(at(1, "input", { ...tile, badge: true })).toBe("one");
  });

  it("from afar stands below its sign, where the tile is high enough", () => {
    expect(at(0.3, "linear_1", { ...tile, width: 180 })).toBe("one");
    expect(at(0.3, "conv2d_2", { ...tile, width: 150 })).toBe("two");
    expect(at(0.3, "linear_1", { ...tile, width: 180, height: 60 })).toBe("none");
    expect(at(0.1, "a", { ...tile, width: 400 })).toBe("none");
  });
});

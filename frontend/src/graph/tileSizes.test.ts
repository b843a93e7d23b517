import { expect, test } from "vitest";
import { nodeBox, usualWidth } from "./geometry";
import sizes from "./tileSizes.json";
import type { Value } from "./types";

/** The server lays the presets out by sizes of its own; a test of its own holds them to the same table. */
test("nodes are as large as the table says", () => {
  for (const { kind, name, value, width, height } of sizes) {
    const node = { layer: { kind }, position: { x: 0, y: 0 } };
    const known = value === null ? null : ({ ...value, categories: 0 } as Value);
    const box = nodeBox(name, node, known, undefined, usualWidth);
    expect([kind, Math.round(box.width), Math.round(box.height)]).toEqual([kind, width, height]);
  }
});

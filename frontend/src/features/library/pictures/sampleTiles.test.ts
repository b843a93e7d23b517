import { describe, expect, it } from "vitest";
import { sampleTiles } from "./sampleTiles";

describe("sampleTiles", () => {
  it("lays grey images out in rows", () => {
    const images = Uint8Array.from([1, 2, 3, 4, 5, 6]);
    const rows = sampleTiles({ shape: [3, 1, 1, 2], images }, 2);
    expect(rows.map((row) => row.map(({ pixels }) => [...pixels]))).toEqual([
      [
        [1, 2],
        [3, 4],
      ],
      [[5, 6]],
    ]);
  });

  it("puts the planes of a colour image together", () => {
    const images = Uint8Array.from([0x11, 0xff, 0x22, 0x00, 0x33, 0x01]);
    const [[tile] = []] = sampleTiles({ shape: [1, 3, 1, 2], images }, 1);
    expect([...(tile?.pixels ?? [])]).toEqual([0xff332211, 0xff0100ff]);
  });
});

import type { Samples } from "@/api/datasets";
import type { Tile } from "./drawMaps";

/** Grey images as tiles of ink, `columns` to a row. Colour images have no ink and give nothing. */
export function sampleTiles(samples: Samples, columns: number): Tile[][] {
  const [count, channels, height, width] = samples.shape;
  if (channels !== 1) return [];
  const size = height * width;
  const tiles = Array.from({ length: count }, (_, index) => ({
    width,
    height,
    pixels: samples.images.subarray(index * size, (index + 1) * size),
  }));
  const rows: Tile[][] = [];
  for (let start = 0; start < tiles.length; start += columns) {
    rows.push(tiles.slice(start, start + columns));
  }
  return rows;
}

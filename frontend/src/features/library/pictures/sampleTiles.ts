import type { Pictures } from "@/api/datasets";
import type { Tile } from "./drawMaps";

/** Stored images as tiles, `columns` to a row: grey ones as ink, colour ones as they are. */
export function sampleTiles(pictures: Pictures, columns: number): Tile[][] {
  const [count, channels, height, width] = pictures.shape;
  const size = channels * height * width;
  const tiles = Array.from({ length: count }, (_, index) => {
    const image = pictures.images.subarray(index * size, (index + 1) * size);
    return { width, height, pixels: channels === 3 ? coloured(image) : image };
  });
  const rows: Tile[][] = [];
  for (let start = 0; start < tiles.length; start += columns) {
    rows.push(tiles.slice(start, start + columns));
  }
  return rows;
}

/** Shape: (3, H, W) bytes -> H·W words, ABGR as ImageData keeps them in a little-endian machine. */
export function coloured(image: Uint8Array): Uint32Array {
  const plane = image.length / 3;
  const words = new Uint32Array(plane);
  for (let at = 0; at < plane; at++) {
    const [red = 0, green = 0, blue = 0] = [image[at], image[at + plane], image[at + 2 * plane]];
    words[at] = ((255 << 24) | (blue << 16) | (green << 8) | red) >>> 0;
  }
  return words;
}

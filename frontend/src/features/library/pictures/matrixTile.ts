import { integers } from "@/api/wire";
import type { MatrixFrame } from "@/schema/schema.gen";
import type { Tile } from "./drawMaps";

/** A matrix of counts, a pixel each: the darker the more, as log(1 + n). */
export function matrixTile({ rows, columns, counts }: MatrixFrame): Tile {
  const values = Array.from(integers(counts), (count) => Math.log1p(count));
  const most = Math.max(...values) || 1;
  return {
    width: columns,
    height: rows,
    pixels: Uint8Array.from(values, (value) => Math.round((255 * value) / most)),
  };
}

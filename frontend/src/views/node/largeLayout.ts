import { signedBytes } from "@/api/wire";
import type { Value } from "@/graph/types";
import type { NodeOutput } from "@/schema/schema.gen";
import { paintPicture, writeBroken } from "../canvas/canvas";
import type { FigurePoint, Sheet } from "../canvas/Figure";

/** How the maps of a node, or the cells of a vector, fill a sheet. */
export interface Layout {
  maps: number;
  columns: number;
  /** Pixels of one map. */
  width: number;
  height: number;
  /** CSS pixels of one data pixel. */
  pixel: number;
  gap: number;
}

export interface Spot {
  index: number;
  map: number;
  row: number;
  column: number;
}

const GAP = 6;
const LARGEST_PIXEL = 28;

interface Room {
  width: number;
  height: number;
}

/** Rows and columns of one map: of a sequence a row for each step, of anything else but images each value by itself. */
function mapOf(kind: Value["kind"], sides: readonly number[], values: number): [number, number] {
  if (kind === "image") return [sides[1] ?? 1, sides[2] ?? 1];
  if (kind !== "sequence" || sides.length !== 2) return [1, 1];
  const features = Math.max(1, sides[1] ?? 1);
  return [Math.max(1, Math.floor(values / features)), features];
}

/** The arrangement with the largest pixels. */
export function layOut(
  { kind, sides }: Pick<Value, "kind" | "sides">,
  values: number,
  room: Room,
  between = GAP,
): Layout {
  const image = kind === "image";
  const [height, width] = mapOf(kind, sides.map(Number), values);
  const maps = Math.max(1, Math.floor(values / (width * height)));
  const gap = image ? between : 1;
  let best: Layout = { maps, columns: 1, width, height, pixel: 0, gap };
  for (let columns = 1; columns <= maps; columns++) {
    const rows = Math.ceil(maps / columns);
    const pixel = Math.min(
      (room.width - gap * (columns - 1)) / (columns * width),
      (room.height - gap * (rows - 1)) / (rows * height),
      LARGEST_PIXEL,
    );
    if (pixel > best.pixel) best = { ...best, columns, pixel };
  }
  return best;
}

/** What lies under a point; null between the maps and beside them. */
export function cellsAt(layout: Layout, point: FigurePoint): Spot | null {
  const wide = layout.width * layout.pixel + layout.gap;
  const high = layout.height * layout.pixel + layout.gap;
  const across = Math.floor(point.x / wide);
  const map = Math.floor(point.y / high) * layout.columns + across;
  const column = Math.floor((point.x % wide) / layout.pixel);
  const row = Math.floor((point.y % high) / layout.pixel);
  const outside = column >= layout.width || row >= layout.height || across >= layout.columns;
  if (outside || map >= layout.maps || point.x < 0 || point.y < 0) return null;
  return { index: (map * layout.height + row) * layout.width + column, map, row, column };
}

export function paintLarge(sheet: Sheet, output: NodeOutput, layout: Layout): void {
  const values = signedBytes(output.values);
  const size = layout.width * layout.height;
  const [wide, high] = [layout.width * layout.pixel, layout.height * layout.pixel];
  for (let map = 0; map < layout.maps; map++) {
    const picture = {
      values: values.subarray(map * size, (map + 1) * size),
      width: layout.width,
      height: layout.height,
    };
    const box = {
      x: (map % layout.columns) * (wide + layout.gap),
      y: Math.floor(map / layout.columns) * (high + layout.gap),
      width: wide,
      height: high,
    };
    paintPicture(sheet.context, picture, { table: sheet.palette.signed, zero: 127 }, box);
  }
  writeBroken(sheet.context, output, sheet, sheet.palette);
}

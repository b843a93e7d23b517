/** How the name of a tile is written from afar, where text keeps its size on the screen and its tile does not. */
import { SIDE } from "@/graph/geometry";
import type { Size } from "@/graph/types";
import { textWidth } from "@/ui/textWidth";
import { zoomLevel } from "./viewport";

/**
 * In one line, broken once behind an underscore, so without its sign, its last part alone beside its sign, or not at all:
 * its sign stands for it.
 */
export type Written = "one" | "two" | "bare" | "tail" | "none";

/** What tells it from others of its kind: `4a` of `inception_4a`. */
export const tailOf = (name: string): string => name.slice(name.lastIndexOf("_") + 1);

/** As in the header's styles: pixels at 100 %, and the least that text and signs have on the screen. */
const NAME = { size: 12, least: 11 };
const SIGN = { size: 13, least: 8, far: 12 };
const BADGE = { size: 15.7, least: 15.4 };
const GAP = 5;
const LINE = 1.15;

interface Tile extends Size {
  /** Whether it has the number of its problems beside its name. */
  readonly badge: boolean;
}

/** In pixels at 100 %. */
export type MeasuredWidth = (part: string) => number;
const widthHere: MeasuredWidth = (part) => textWidth(part, NAME.size);

export function written(name: string, tile: Tile, zoom: number, width = widthHere): Written {
  const size = Math.max(NAME.size * zoom, NAME.least);
  const parts = name.split(/(?<=_)/).map((part) => (width(part) * size) / NAME.size);
  const level = zoomLevel(zoom);
  if (level === "dot") return "none";
  if (level === "far") {
    const lines = linesOf(parts, tile.width * zoom, 0);
    const height = SIGN.far + (lines === "two" ? 2 : 1) * LINE * size;
    return height <= tile.height * zoom ? lines : "none";
  }
  const sign = Math.max(SIGN.size * zoom, SIGN.least) + GAP * zoom;
  const badge = tile.badge ? Math.max(BADGE.size * zoom, BADGE.least) + (GAP + SIDE) * zoom : 0;
  const together = parts.reduce((sum, part) => sum + part, 0);
  if (sign + together + badge <= (tile.width - 2 * SIDE) * zoom) return "one";
  // From here on it reaches half-way into the margins, and its badge stands at the corner.
  const room = (tile.width - SIDE) * zoom;
  if (linesOf(parts, room, sign) !== "none") return "two";
  if (linesOf(parts, room, 0) !== "none") return "bare";
  return parts.length > 1 && sign + (parts.at(-1) ?? 0) <= room ? "tail" : "none";
}

/** Fills the first line, which the sign makes shorter, as the browser does. */
function linesOf(parts: readonly number[], room: number, sign: number): "one" | "two" | "none" {
  let line = sign;
  let at = 0;
  for (; at < parts.length && line + (parts[at] ?? 0) <= room; at++) line += parts[at] ?? 0;
  if (at === parts.length) return "one";
  const rest = parts.slice(at).reduce((sum, part) => sum + part, 0);
  return at > 0 && rest <= room ? "two" : "none";
}

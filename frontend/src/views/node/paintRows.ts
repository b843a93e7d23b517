/** A unit a row: bars left and right of zero, or probabilities with their figures. */
import { signedBytes } from "@/api/wire";
import type { Tile } from "@/graph/tile";
import type { NodeOutput } from "@/schema/schema.gen";
import { probability } from "@/ui/format";
import { cssColour, fitted } from "../canvas/canvas";
import type { Palette } from "../canvas/palette";

/** Middle of the signed table: zero. */
const ZERO = 127;
const LABEL_WIDTH = 10;
const LABEL_GAP = 6;
const FIGURE_WIDTH = 38;
/** By the size of the text. */
const FIGURE_HEIGHT = 0.73;
/** So much of a tile's width goes to names at most: what is longer is cut. */
const NAMES_SHARE = 0.4;
/** The least size of a text on the screen, and the zoom below which the canvas leaves off what is written in tiles. */
export const LEGIBLE = 11;
const FAR = 0.6;

type Context = CanvasRenderingContext2D;

interface Named {
  palette: Palette;
  names: readonly string[];
  zoom: number;
}

/** How rows are written: nearby each has its label, from afar every second or third, then none. */
interface Lettering {
  readonly size: number;
  readonly every: number;
  /** The room of the names at the left, and of the figures at the right, with their gaps. */
  readonly label: number;
  readonly left: number;
  readonly right: number;
}

function letteringOf(context: Context, tile: Tile, { palette, names, zoom }: Named): Lettering {
  if (zoom < FAR) return { size: 0, every: Number.POSITIVE_INFINITY, label: 0, left: 0, right: 0 };
  const size = LEGIBLE * Math.max(1, 1 / zoom);
  const larger = size / LEGIBLE;
  context.font = `600 ${size}px ${palette.font}`;
  // Rows without names are counted: the last has the widest number.
  const written = names.length < tile.rows ? [...names, String(tile.rows - 1)] : names;
  const widest = Math.max(...written.map((name) => context.measureText(name).width));
  const most = Math.min(Math.ceil(widest), tile.width * NAMES_SHARE);
  const label = Math.max(LABEL_WIDTH * larger, most);
  return {
    size,
    every: Math.ceil(size / (tile.cell + tile.gap)),
    label,
    left: label + LABEL_GAP,
    right: FIGURE_WIDTH * larger + LABEL_GAP,
  };
}

/** Whether the text of a row stays inside its tile: below the last one stands the footer. */
function fits(tile: Tile, middle: number, size: number): boolean {
  return middle + size / 2 <= tile.rows * (tile.cell + tile.gap);
}

interface LabelLook {
  size: number;
  /** What is wider is cut. */
  room?: number;
  font: string;
  colour: string;
  strong?: boolean;
  align?: CanvasTextAlign;
}

function label(context: Context, text: string, x: number, y: number, look: LabelLook): void {
  context.font = `${look.strong ? 600 : 400} ${look.size}px ${look.font}`;
  context.fillStyle = look.colour;
  context.textAlign = look.align ?? "left";
  // In the middle by the height of its figures, which is less than that of the font.
  context.textBaseline = "alphabetic";
  const middle = y + FIGURE_HEIGHT * look.size * 0.5;
  context.fillText(look.room === undefined ? text : fitted(context, text, look.room), x, middle);
}

export function paintBars(context: Context, tile: Tile, output: NodeOutput | null, look: Named) {
  const { palette, names } = look;
  const values = output === null ? new Int8Array(0) : signedBytes(output.values);
  const { size, every, label: room, left } = letteringOf(context, tile, look);
  const half = (tile.width - left) / 2;
  const quiet = { size, font: palette.font, colour: palette.text3, room };
  for (let row = 0; row < tile.rows; row++) {
    const y = row * (tile.cell + tile.gap);
    const middle = y + tile.cell / 2;
    const isWritten = row % every === 0 && size > 0 && fits(tile, middle, size);
    if (isWritten) label(context, names[row] ?? String(row), 0, middle, quiet);
    const value = values[row] ?? 0;
    const length = (Math.abs(value) / 127) * half;
    context.fillStyle = cssColour(palette.signed, value + ZERO);
    context.fillRect(left + half - (value < 0 ? length : 0), middle - 4.5, length, 9);
    context.fillStyle = palette.line2;
    context.fillRect(left + half - 0.5, y - 0.5, 1, tile.cell + tile.gap);
  }
}

export function paintProbabilities(
  context: Context,
  tile: Tile,
  probabilities: readonly number[],
  named: Named,
): void {
  const { palette, names } = named;
  const { size, every, label: room, left, right } = letteringOf(context, tile, named);
  const wide = tile.width - left - right;
  const best = probabilities.length === 0 ? -1 : probabilities.indexOf(Math.max(...probabilities));
  for (let row = 0; row < tile.rows; row++) {
    const middle = row * (tile.cell + tile.gap) + tile.cell / 2;
    const share = probabilities[row];
    const strong = row === best;
    const colour = strong ? palette.text1 : palette.text3;
    const look = { size, font: palette.font, colour, strong };
    context.fillStyle = strong ? palette.text1 : palette.n400;
    context.beginPath();
    context.roundRect(left, middle - 3.5, Math.max(0.01, share ?? 0) * wide, 7, 1);
    context.fill();
    // Those that are written include the best.
    if (size === 0 || (row - Math.max(0, best)) % every !== 0) continue;
    if (!strong && !fits(tile, middle, size)) continue;
    label(context, names[row] ?? String(row), 0, middle, { ...look, room });
    label(context, probability(share), tile.width, middle, { ...look, align: "right" });
  }
}

/** Tokens side by side, each in a column of its own: the columns of what is made of them below stand the same way. */

import { isOfWords, seen } from "@/api/tokens";
import { integers, signedBytes } from "@/api/wire";
import type { Tile } from "@/graph/tile";
import type { NodeOutput } from "@/schema/schema.gen";
import type { Sheet } from "../canvas/Figure";
import type { Palette } from "../canvas/palette";

/** More tokens than this a byte can't tell apart: they are told beside the bytes, and were not by runs of before. */
const MOST = 127;

/** The tokens that a reading tells; none where they can't be told any more. */
export function tokensIn({ values, scale, tokens }: NodeOutput): readonly number[] {
  if (tokens != null) return [...integers(tokens)];
  if (scale > MOST) return [];
  return [...signedBytes(values)].map((value) => Math.round((value / 127) * scale));
}

const ROW = 32;

/** The same large: in rows of so many, as a text is read. */
export function paintText(
  { context, width, height, palette }: Pick<Sheet, "context" | "width" | "height" | "palette">,
  tokens: readonly number[],
  names: readonly string[],
): void {
  const columns = Math.min(ROW, Math.max(1, tokens.length));
  const rows = Math.ceil(tokens.length / columns);
  const cell = Math.min(width / columns, height / Math.max(1, rows), 44);
  context.textAlign = "center";
  context.textBaseline = "middle";
  tokens.forEach((token, at) => {
    const x = (at % columns) * cell;
    const y = Math.floor(at / columns) * cell;
    context.strokeStyle = palette.line1;
    context.strokeRect(x + 0.5, y + 0.5, cell - 1, cell - 1);
    context.font = `${cell * 0.5}px ${palette.font}`;
    context.fillStyle = palette.text1;
    context.fillText(seen(names[token] ?? ""), x + cell / 2, y + cell / 2, cell - 4);
  });
}

/** One piece of a text where it is written. */
interface WrittenPiece {
  readonly at: number;
  readonly text: string;
  readonly x: number;
  readonly width: number;
}

/** What a row has room for around the piece that is read: whole pieces, as many behind it as before it. */
export function around(
  pieces: readonly string[],
  step: number,
  { room, gap, measure }: { room: number; gap: number; measure: (text: string) => number },
): WrittenPiece[] {
  const widths = new Map<number, number>();
  let [first, last, used] = [step, step, 0];
  const take = (at: number): boolean => {
    const piece = pieces[at];
    if (piece === undefined) return false;
    const width = measure(piece);
    if (widths.size > 0 && used + width + gap > room) return false;
    used += width + (widths.size > 0 ? gap : 0);
    widths.set(at, width);
    return true;
  };
  take(step);
  for (let more = true; more; ) {
    more = take(last + 1);
    if (more) last++;
    if (take(first - 1)) [first, more] = [first - 1, true];
  }
  let x = (room - used) / 2;
  return Array.from({ length: last - first + 1 }, (_, index) => {
    const [at, width] = [first + index, widths.get(first + index) ?? 0];
    const written = { at, text: pieces[at] ?? "", x, width };
    x += width + gap;
    return written;
  });
}

/** The least width of a column that a letter can be read in; a Chinese one is twice as wide. */
const LEAST_COLUMN = 6;
const FULL_WIDTH = /\p{Script=Han}/u;
const SIZE = 12;

/** Whether the pieces of a text have no room side by side in so narrow a tile, so that one reads around the cursor. */
export function isCrowded(tile: Tile, count: number, names: readonly string[]): boolean {
  const least = names.some((name) => FULL_WIDTH.test(name)) ? 2 * LEAST_COLUMN : LEAST_COLUMN;
  return isOfWords(names) || tile.width / Math.max(1, count) < least;
}

export interface LettersLook {
  palette: Palette;
  names: readonly string[];
  /** The step that is looked at. */
  step: number;
}

export function paintLetters(
  context: CanvasRenderingContext2D,
  tile: Tile,
  output: NodeOutput | null,
  { palette, names, step }: LettersLook,
): void {
  context.fillStyle = palette.paper;
  context.fillRect(0, 0, tile.width, tile.height);
  if (output === null) return;
  const tokens = tokensIn(output);
  const pieces = tokens.map((token) => seen(names[token] ?? ""));
  context.textAlign = "center";
  context.textBaseline = "middle";
  const middle = tile.height / 2;
  if (isCrowded(tile, tokens.length, names)) {
    context.font = `${SIZE}px ${palette.font}`;
    const gap = isOfWords(names) ? SIZE / 2 : 1;
    const measure = (text: string) => context.measureText(text).width;
    for (const { at, text, x, width } of around(pieces, step, {
      room: tile.width - 4,
      gap,
      measure,
    })) {
      context.fillStyle = at <= step ? palette.text1 : palette.text3;
      context.fillText(text, x + 2 + width / 2, middle);
      if (at !== step) continue;
      context.lineWidth = 1.5;
      context.strokeStyle = palette.accent;
      context.strokeRect(x + 0.5, middle - SIZE * 0.7, width + 3, SIZE * 1.4);
    }
    return;
  }
  const column = tile.width / Math.max(1, tokens.length);
  context.font = `${Math.min(15, column * 1.5)}px ${palette.font}`;
  context.fillStyle = palette.text1;
  pieces.forEach((piece, at) => {
    context.fillText(piece, (at + 0.5) * column, middle, column);
  });
}

/** Tokens side by side, each in a column of its own: the columns of what is made of them below stand the same way. */

import { seen } from "@/api/tokens";
import { signedBytes } from "@/api/wire";
import type { Tile } from "@/graph/tile";
import type { NodeOutput } from "@/schema/schema.gen";
import type { Sheet } from "../canvas/Figure";
import type { Palette } from "../canvas/palette";

/** Where more tokens are told apart than a byte can, what came over the wire no longer says which they are. */
const MOST = 127;

/** The tokens that a reading tells; none where they can't be told any more. */
export function tokensIn({ values, scale }: NodeOutput): readonly number[] {
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

export function paintLetters(
  context: CanvasRenderingContext2D,
  tile: Tile,
  output: NodeOutput | null,
  { palette, names }: { palette: Palette; names: readonly string[] },
): void {
  context.fillStyle = palette.paper;
  context.fillRect(0, 0, tile.width, tile.height);
  if (output === null) return;
  const tokens = tokensIn(output);
  const column = tile.width / Math.max(1, tokens.length);
  context.font = `${Math.min(15, column * 1.5)}px ${palette.font}`;
  context.fillStyle = palette.text1;
  context.textAlign = "center";
  context.textBaseline = "middle";
  tokens.forEach((token, at) => {
    const letter = seen(names[token] ?? "");
    context.fillText(letter, (at + 0.5) * column, tile.height / 2, column);
  });
}

/** Tokens side by side, each in a column of its own: the columns of what is made of them below stand the same way. */

import { seen } from "@/api/tokens";
import { signedBytes } from "@/api/wire";
import type { Tile } from "@/graph/tile";
import type { NodeOutput } from "@/schema/schema.gen";
import type { Palette } from "../canvas/palette";

/** Where more tokens are told apart than a byte can, what came over the wire no longer says which they are. */
const MOST = 127;

/** The tokens that a reading tells; none where they can't be told any more. */
export function tokensIn({ values, scale }: NodeOutput): readonly number[] {
  if (scale > MOST) return [];
  return [...signedBytes(values)].map((value) => Math.round((value / 127) * scale));
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

import { cssColour } from "../canvas/canvas";
import type { Sheet } from "../canvas/Figure";
import { superscript } from "./paintDepth";
import { binsOf, type LayerSizes, powersIn } from "./sizes";

const LEFT = 38;
const RIGHT = 8;
const FOOT = 16;
/** Between the two strips; the lower one's name stands there. */
const GAP = 16;
const NAME = 13;
/** What is 0 has a row of its own below. */
const ZERO = 6;
/** As high as a figure needs. */
const LINE = 17;

export interface SizesWords {
  readonly outputs: string;
  readonly gradients: string;
  readonly first: string;
  readonly last: string;
}

/** The layer under a place; -1 beside them. */
export function layerAt(width: number, count: number, x: number): number {
  const at = Math.floor(((x - LEFT) / (width - LEFT - RIGHT)) * count);
  return at >= 0 && at < count ? at : -1;
}

/** A column for each layer, a cell for each size: the darker, the more of its numbers are so large. */
export function paintSizes(
  sheet: Sheet,
  [outputs, gradients]: readonly [readonly LayerSizes[], readonly LayerSizes[]],
  pointed: number,
  words: SizesWords,
): void {
  const { context, palette, width, height } = sheet;
  const tall = (height - FOOT - GAP - NAME) / 2;
  context.font = `10.5px ${palette.font}`;
  const strips = [
    { all: outputs, name: words.outputs, top: NAME },
    { all: gradients, name: words.gradients, top: NAME + tall + GAP },
  ];
  for (const { all, name, top } of strips) {
    context.fillStyle = palette.text2;
    context.textAlign = "left";
    context.textBaseline = "alphabetic";
    context.fillText(name, LEFT, top - 3);
    paintStrip(sheet, all, { top, tall, pointed });
  }
  context.fillStyle = palette.text3;
  context.textBaseline = "alphabetic";
  context.textAlign = "left";
  context.fillText(words.first, LEFT, height - 4);
  context.textAlign = "right";
  context.fillText(words.last, width - RIGHT, height - 4);
}

interface Ground {
  readonly top: number;
  readonly tall: number;
  readonly pointed: number;
}

function paintStrip(
  { context, palette, width }: Sheet,
  all: readonly LayerSizes[],
  { top, tall, pointed }: Ground,
): void {
  const { low, high } = binsOf(all);
  const pitch = (width - LEFT - RIGHT) / Math.max(1, all.length);
  const cell = (tall - ZERO - 1) / (high - low);
  const gap = pitch > 6 ? 1 : 0;
  all.forEach(({ shares, zero }, at) => {
    const most = Math.max(zero, ...shares);
    const x = LEFT + at * pitch;
    const fill = (share: number, y: number, high: number) => {
      const strength = most > 0 ? Math.round(255 * Math.sqrt(share / most)) : 0;
      context.fillStyle = cssColour(palette.magnitude, strength);
      context.fillRect(x, y, pitch - gap, high);
    };
    for (let bin = low; bin < high; bin++)
      fill(shares[bin] ?? 0, top + (high - 1 - bin) * cell, cell + 0.5);
    fill(zero, top + tall - ZERO, ZERO);
  });
  context.fillStyle = palette.text3;
  context.textAlign = "right";
  context.textBaseline = "middle";
  for (const { bin, power } of powersIn({ low, high }, tall / LINE)) {
    const y = top + (high - bin) * cell;
    if (y > top + 4 && y < top + tall - ZERO - 4)
      context.fillText(`10${superscript(power)}`, LEFT - 5, y);
  }
  context.fillText("0", LEFT - 5, top + tall - ZERO / 2);
  if (pointed < 0) return;
  context.strokeStyle = palette.accent;
  context.lineWidth = 1.5;
  context.strokeRect(LEFT + pointed * pitch - 0.5, top - 0.5, pitch - gap + 1, tall + 1);
}

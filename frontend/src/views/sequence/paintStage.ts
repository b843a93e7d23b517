/** The pictures of a recurrent layer's inside. Steps stand side by side, as in the tiles. */
import { signedBytes } from "@/api/wire";
import type { SeqGradientFrame, StepValues } from "@/schema/schema.gen";
import { cssColour, paintPicture } from "../canvas/canvas";
import type { Sheet } from "../canvas/Figure";
import type { Palette } from "../canvas/palette";
import { paintCursor } from "./paintCursor";
import { isGate } from "./states";
import { onLog, sharesAt } from "./through";

export interface Box {
  x: number;
  y: number;
  width: number;
  height: number;
}

const ZERO = 127;
const LETTERS = 15;
/** Narrower columns have no letters below. */
const LEAST_COLUMN = 5;

/** Units from top to bottom, steps from left to right; what is between 0 and 1 as a magnitude. */
export function paintSteps({ context, palette }: Sheet, part: StepValues, box: Box): void {
  const [steps, units] = part.shape;
  const told = signedBytes(part.values);
  const gate = isGate(part.part);
  // A gate is told by its share of 1, whatever the widest open one of this sequence is.
  const stretch = gate ? Math.max(0, part.scale) * (255 / 127) : 1;
  const picture = gate ? new Uint8Array(steps * units) : new Int8Array(steps * units);
  for (let step = 0; step < steps; step++)
    for (let unit = 0; unit < units; unit++) {
      const value = told[step * units + unit] ?? 0;
      picture[unit * steps + step] = gate ? Math.min(255, Math.max(0, value) * stretch) : value;
    }
  const colours = gate
    ? { table: palette.magnitude, zero: 0 }
    : { table: palette.signed, zero: ZERO };
  paintPicture(context, { values: picture, width: steps, height: units }, colours, box);
}

/** For each loss the way back, from top to bottom, on a scale of powers of ten. */
export function paintBack({ context, palette }: Sheet, frame: SeqGradientFrame, box: Box): void {
  const { steps, back } = frame;
  const values = new Uint8Array(steps * back);
  for (let step = 0; step < steps; step++)
    sharesAt(frame, step).forEach((share, at) => {
      values[at * steps + step] = Math.round(onLog(share) * 255);
    });
  const picture = { values, width: steps, height: back };
  paintPicture(context, picture, { table: palette.magnitude, zero: 0 }, box);
}

interface Below {
  letters: readonly string[];
  step: number;
}

/** The letters below a picture that is as wide as `box`, and the cursor on both. */
export function paintLettersBelow(sheet: Sheet, { letters, step }: Below, box: Box): void {
  const { context, palette } = sheet;
  const column = box.width / Math.max(1, letters.length);
  if (column < LEAST_COLUMN) return;
  context.textAlign = "center";
  context.textBaseline = "middle";
  letters.forEach((letter, at) => {
    const here = at === step;
    context.font = `${here ? 600 : 400} ${Math.min(12, column * 1.4)}px ${palette.font}`;
    context.fillStyle = here ? palette.accentText : palette.text3;
    const x = box.x + (at + 0.5) * column;
    context.fillText(letter, x, box.y + box.height + LETTERS / 2 + 1);
  });
}

export const letterRoom = (letters: readonly string[], width: number): number =>
  letters.length > 0 && width / letters.length >= LEAST_COLUMN ? LETTERS : 0;

export function paintMark(sheet: Sheet, steps: number, step: number, box: Box): void {
  sheet.context.save();
  sheet.context.translate(box.x, box.y);
  paintCursor(sheet.context, { step, steps }, box, sheet.palette);
  sheet.context.restore();
}

/** The colour of a gate that is so far open. */
export const gateColour = (palette: Palette, share: number): string =>
  cssColour(palette.magnitude, Math.round(Math.max(0, Math.min(1, share)) * 255));

/** A vector whose units are classes, large: a row for each, with its name, its bar and its figure. */
import { signedBytes } from "@/api/wire";
import type { NodeOutput } from "@/schema/schema.gen";
import { decimal, probability } from "@/ui/format";
import { cssColour, fitted, writeBroken } from "../canvas/canvas";
import type { FigurePoint, Sheet } from "../canvas/Figure";
import type { Spot } from "./largeLayout";

const ROW_MOST = 30;
const NAMES_MOST = 180;
const FIGURES = 64;
const GAP = 10;

const rowHeight = ({ height }: { height: number }, rows: number): number =>
  Math.min(ROW_MOST, height / Math.max(1, rows));

/** The class whose row lies under a point; null below the last. */
export function classUnder(
  room: { height: number },
  rows: number,
  { y }: FigurePoint,
): Spot | null {
  const index = Math.floor(y / rowHeight(room, rows));
  return index >= 0 && index < rows ? { index, map: index, row: 0, column: 0 } : null;
}

/** Values left and right of zero; of the answer, how sure it is. */
export function paintClassRows(
  sheet: Sheet,
  { values: output, probabilities }: { values: NodeOutput; probabilities: readonly number[] },
  names: readonly string[],
): void {
  const { context, palette, width } = sheet;
  const values = signedBytes(output.values);
  const high = rowHeight(sheet, names.length);
  // The likeliest is written bold, and has room as well.
  context.font = `600 13px ${palette.font}`;
  context.textBaseline = "middle";
  const widest = Math.max(...names.map((name) => context.measureText(name).width));
  const left = Math.min(NAMES_MOST, Math.ceil(widest)) + GAP;
  const room = Math.max(0, width - left - FIGURES - GAP);
  const best = probabilities.indexOf(Math.max(...probabilities));
  names.forEach((name, row) => {
    const middle = (row + 0.5) * high;
    const value = values[row] ?? 0;
    const share = probabilities[row];
    context.font = `${row === best ? 600 : 400} 13px ${palette.font}`;
    context.fillStyle = palette.text1;
    context.textAlign = "left";
    context.fillText(fitted(context, name, left - GAP), 0, middle);
    const thick = Math.min(14, high - 4);
    if (share === undefined) {
      const length = (Math.abs(value) / 127) * (room / 2);
      context.fillStyle = cssColour(palette.signed, value + 127);
      const from = left + room / 2 - (value < 0 ? length : 0);
      context.fillRect(from, middle - thick / 2, length, thick);
      context.fillStyle = palette.line2;
      context.fillRect(left + room / 2 - 0.5, row * high, 1, high);
    } else {
      context.fillStyle = row === best ? palette.text1 : palette.n400;
      context.fillRect(left, middle - thick / 2, Math.max(1, share * room), thick);
    }
    context.fillStyle = palette.text1;
    context.textAlign = "right";
    const figure =
      share === undefined ? decimal((value / 127) * output.scale, 3) : probability(share);
    if (output.scale >= 0) context.fillText(figure, width, middle);
  });
  writeBroken(context, output, sheet, palette);
}

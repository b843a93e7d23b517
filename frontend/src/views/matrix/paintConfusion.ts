import { cssColour } from "../canvas/canvas";
import type { Sheet } from "../canvas/Figure";
import { type Cell, type Counts, countAt, strength } from "./matrix";

/** Room for the two axes' words and figures, left and above. */
const MARGIN = 28;

export interface MatrixWords {
  prediction: string;
  label: string;
  /** Short names of the classes. */
  classes: readonly string[];
}

function edge(sheet: Pick<Sheet, "width" | "height">, size: number): number {
  return Math.min((sheet.width - MARGIN) / size, (sheet.height - MARGIN) / size);
}

/** The cell under a point; null beside the matrix. */
export function cellAt(
  sheet: Pick<Sheet, "width" | "height">,
  size: number,
  point: { x: number; y: number },
): Cell | null {
  const cell = edge(sheet, size);
  const label = Math.floor((point.y - MARGIN) / cell);
  const prediction = Math.floor((point.x - MARGIN) / cell);
  const within = (index: number) => index >= 0 && index < size;
  return within(label) && within(prediction) ? { label, prediction } : null;
}

export function paintConfusion(
  sheet: Sheet,
  counts: Counts,
  words: MatrixWords,
  selected: Cell | null,
): void {
  const cell = edge(sheet, counts.size);
  paintAxes(sheet, cell, counts.size, words);
  for (let label = 0; label < counts.size; label++) {
    for (let prediction = 0; prediction < counts.size; prediction++) {
      paintCell(sheet, cell, { label, prediction }, counts);
    }
  }
  if (selected === null) return;
  const { context, palette } = sheet;
  context.strokeStyle = palette.accent;
  context.lineWidth = 2;
  context.strokeRect(
    MARGIN + cell * selected.prediction,
    MARGIN + cell * selected.label,
    cell,
    cell,
  );
}

function paintAxes(sheet: Sheet, cell: number, size: number, words: MatrixWords): void {
  const { context, palette } = sheet;
  const middle = MARGIN + (cell * size) / 2;
  context.font = `10.5px ${palette.font}`;
  context.fillStyle = palette.text3;
  context.textAlign = "center";
  context.textBaseline = "middle";
  context.fillText(words.prediction, middle, 6);
  context.save();
  context.translate(6, middle);
  context.rotate(-Math.PI / 2);
  context.fillText(words.label, 0, 0);
  context.restore();
  for (let index = 0; index < size; index++) {
    const at = MARGIN + cell * (index + 0.5);
    const name = words.classes[index] ?? String(index);
    context.fillText(name, MARGIN - 8, at);
    context.fillText(name, at, MARGIN - 8);
  }
}

function paintCell(sheet: Sheet, edge: number, cell: Cell, counts: Counts): void {
  const { context, palette } = sheet;
  const count = countAt(counts, cell);
  const right = cell.label === cell.prediction;
  const share = right ? 0 : strength(count, counts.most);
  const x = MARGIN + edge * cell.prediction;
  const y = MARGIN + edge * cell.label;
  // Being right is not the news: the diagonal stays grey.
  context.fillStyle = right
    ? palette.active
    : cssColour(palette.magnitude, Math.round(share * (palette.magnitude.length - 1)));
  context.fillRect(x + 0.5, y + 0.5, edge - 1, edge - 1);
  if (right || count === 0 || share <= 0.2 || edge < 15) return;
  context.fillStyle = share > 0.52 ? palette.onStrong : palette.text1;
  context.font = `${count > 99 ? 8.5 : 10}px ${palette.font}`;
  const figure = String(count);
  // What has no room is left to the colour, and to the line below.
  if (context.measureText(figure).width < edge)
    context.fillText(figure, x + edge / 2, y + edge / 2 + 0.5);
  context.font = `10.5px ${palette.font}`;
}

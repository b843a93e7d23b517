import { cssColour, fitted } from "../canvas/canvas";
import type { Sheet } from "../canvas/Figure";
import { type Counts, countAt, type MatrixCell, strength } from "./matrix";

/** Room for the two axes' words and figures, left and above. */
const MARGIN = 28;
/** The same with names: a share of the picture, in bounds; what has no room there is cut. */
const NAMED_SHARE = 0.27;
const NAMED_LEAST = 48;
const NAMED_MOST = 76;
/** In a smaller picture the rows stand closer than names are high. */
const NAMED_FROM = 150;
/** Where the names begin: beside the axis's word, and away from the cells. */
const NAMES_AT = 18;
/** So long a name stands in a cell's width. */
const SHORT = 2;

/** A name takes so many pixels of height. */
const LEAST_NAMED = 11;

type Room = Pick<Sheet, "width" | "height">;

function marginOf({ width, height }: Room, classes: readonly string[]): number {
  const named = classes.some((name) => name.length > SHORT);
  const least = Math.min(width, height);
  if (!named || least < NAMED_FROM) return MARGIN;
  return Math.round(Math.max(NAMED_LEAST, Math.min(NAMED_MOST, least * NAMED_SHARE)));
}

export interface MatrixWords {
  prediction: string;
  label: string;
  /** Names of the classes; figures stand for long ones where the picture is small. */
  classes: readonly string[];
}

function edge(sheet: Room, size: number, margin: number): number {
  return Math.min((sheet.width - margin) / size, (sheet.height - margin) / size);
}

/** The cell under a point; null beside the matrix. */
export function cellAt(
  sheet: Room,
  classes: readonly string[],
  size: number,
  point: { x: number; y: number },
): MatrixCell | null {
  const margin = marginOf(sheet, classes);
  const cell = edge(sheet, size, margin);
  const label = Math.floor((point.y - margin) / cell);
  const prediction = Math.floor((point.x - margin) / cell);
  const within = (index: number) => index >= 0 && index < size;
  return within(label) && within(prediction) ? { label, prediction } : null;
}

/** The class whose name stands under a point beside the matrix; null elsewhere. */
export function classAt(
  sheet: Room,
  classes: readonly string[],
  size: number,
  point: { x: number; y: number },
): number | null {
  const margin = marginOf(sheet, classes);
  const cell = edge(sheet, size, margin);
  const [beside, above] = [point.x < margin, point.y < margin];
  if (beside === above) return null;
  const at = Math.floor(((beside ? point.y : point.x) - margin) / cell);
  return at >= 0 && at < size ? at : null;
}

export function paintConfusion(
  sheet: Sheet,
  counts: Counts,
  words: MatrixWords,
  selected: MatrixCell | null,
): void {
  const margin = marginOf(sheet, words.classes);
  const small = margin === MARGIN && words.classes.some((name) => name.length > SHORT);
  const cell = edge(sheet, counts.size, margin);
  paintAxes(sheet, { cell, margin, size: counts.size }, small ? { ...words, classes: [] } : words);
  for (let label = 0; label < counts.size; label++) {
    for (let prediction = 0; prediction < counts.size; prediction++) {
      paintCell(sheet, { cell, margin }, { label, prediction }, counts);
    }
  }
  if (selected === null) return;
  const { context, palette } = sheet;
  context.strokeStyle = palette.accent;
  context.lineWidth = 2;
  context.strokeRect(
    margin + cell * selected.prediction,
    margin + cell * selected.label,
    cell,
    cell,
  );
}

interface Grid {
  cell: number;
  margin: number;
}

function paintAxes(sheet: Sheet, grid: Grid & { size: number }, words: MatrixWords): void {
  const { cell, margin, size } = grid;
  const { context, palette } = sheet;
  const middle = margin + (cell * size) / 2;
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
  for (let index = 0; index < size; index += strideOf(cell)) {
    const at = margin + cell * (index + 0.5);
    const name = words.classes[index] ?? String(index);
    if (margin === MARGIN) {
      context.fillText(name, margin - 8, at);
      context.fillText(name, at, margin - 8);
      continue;
    }
    // Names are longer than a cell is wide: those above stand upright.
    context.textAlign = "right";
    context.fillText(fitted(context, name, margin - NAMES_AT), margin - 5, at);
    context.save();
    context.translate(at, margin - 5);
    context.rotate(-Math.PI / 2);
    context.textAlign = "left";
    context.fillText(fitted(context, name, margin - NAMES_AT), 0, 0);
    context.restore();
    context.textAlign = "center";
  }
}

/** Of many classes every second or third is named, so that no name lies on another. */
export const strideOf = (cell: number): number => Math.max(1, Math.ceil(LEAST_NAMED / cell));

function paintCell(
  sheet: Sheet,
  { cell: edge, margin }: Grid,
  cell: MatrixCell,
  counts: Counts,
): void {
  const { context, palette } = sheet;
  const count = countAt(counts, cell);
  const right = cell.label === cell.prediction;
  const share = right ? 0 : strength(count, counts.most);
  const x = margin + edge * cell.prediction;
  const y = margin + edge * cell.label;
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

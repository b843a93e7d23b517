import { interpolate, parseHex, token } from "@/ui/colour";
import { learningRate as asTyped } from "@/ui/format";
import { cssColour } from "../canvas/canvas";
import type { Sheet } from "../canvas/Figure";
import type { Palette } from "../canvas/palette";
import { MARKS, runOf } from "./marks";
import { type DecodedSurface, middleOf, type SurfaceCell, ticksOf } from "./surface";

/** Room for the figures at the left and below; half a figure stands out at the right and above. */
const LEFT = 34;
const FOOT = 16;
const RIGHT = 10;
const HEAD = 5;
/** Both axes have one scale, unless one side would be longer than twice the other. */
const MOST_STRETCH = 2;

export interface PlotArea {
  left: number;
  top: number;
  width: number;
  height: number;
}

interface Room {
  width: number;
  height: number;
}

/** Where the plane lies in a picture. */
export function boxOf({ width, height }: Room, surface: DecodedSurface): PlotArea {
  const ratio = (surface.right - surface.left) / (surface.high - surface.low);
  const aspect = Math.max(1 / MOST_STRETCH, Math.min(MOST_STRETCH, ratio));
  const room = {
    width: Math.max(1, width - LEFT - RIGHT),
    height: Math.max(1, height - HEAD - FOOT),
  };
  const wide = Math.min(room.width, room.height * aspect);
  const high = wide / aspect;
  const [left, top] = [LEFT + (room.width - wide) / 2, HEAD + (room.height - high) / 2];
  return { left: Math.round(left), top: Math.round(top), width: wide, height: high };
}

/** The cell under a place in the picture; null beside the plane. */
export function cellUnder(
  box: PlotArea,
  side: number,
  point: { x: number; y: number },
): SurfaceCell | null {
  const column = Math.floor(((point.x - box.left) / box.width) * side);
  const row = side - 1 - Math.floor(((point.y - box.top) / box.height) * side);
  return column >= 0 && column < side && row >= 0 && row < side ? { row, column } : null;
}

const SHADES = 128;
const classShades = new WeakMap<Palette, Map<number, Uint32Array>>();

/** From paper, where all classes are as likely, to the colour of one of several classes. */
function shadesOf(palette: Palette, category: number): Uint32Array {
  let tables = classShades.get(palette);
  if (tables === undefined) {
    tables = new Map();
    classShades.set(palette, tables);
  }
  let table = tables.get(category);
  if (table === undefined) {
    const ends = [palette.paper, token(`--run-${runOf(category)}`)];
    table = interpolate(ends.map(parseHex), SHADES);
    tables.set(category, table);
  }
  return table;
}

/** Every cell's colour, row by row from the top; what is no number stays empty. */
export function coloursOf(surface: DecodedSurface, palette: Palette): Uint32Array {
  const { side, categories, values, winners, most } = surface;
  const words = new Uint32Array(side * side);
  const signed = (share: number) =>
    palette.signed[Math.round(127 * Math.max(-1, Math.min(1, share))) + 127] ?? 0;
  const won = (at: number, value: number) => {
    const margin = (value - 1 / categories) / (1 - 1 / categories);
    const shade = Math.round(Math.max(0, Math.min(1, margin)) * (SHADES - 1));
    return shadesOf(palette, winners[at] ?? 0)[shade] ?? 0;
  };
  values.forEach((value, at) => {
    if (Number.isNaN(value)) return;
    const row = Math.floor(at / side);
    const colour =
      categories === 0
        ? signed(value / most)
        : categories === 2
          ? signed(2 * value - 1)
          : won(at, value);
    words[(side - 1 - row) * side + (at % side)] = colour;
  });
  return words;
}

let scratch: HTMLCanvasElement | null = null;

export function paintCells(
  { context, palette }: Sheet,
  surface: DecodedSurface,
  box: PlotArea,
): void {
  const { side } = surface;
  scratch ??= document.createElement("canvas");
  scratch.width = side;
  scratch.height = side;
  const small = scratch.getContext("2d");
  if (small === null) return;
  const image = small.createImageData(side, side);
  new Uint32Array(image.data.buffer).set(coloursOf(surface, palette));
  small.putImageData(image, 0, 0);
  context.imageSmoothingEnabled = false;
  context.drawImage(scratch, box.left, box.top, box.width, box.height);
}

/** Seen where the answer is no number. */
function paintHatch({ context, palette }: Sheet, box: PlotArea): void {
  context.save();
  context.beginPath();
  context.rect(box.left, box.top, box.width, box.height);
  context.clip();
  context.strokeStyle = palette.line2;
  context.lineWidth = 1;
  context.beginPath();
  for (let at = -box.height; at < box.width; at += 6) {
    context.moveTo(box.left + at, box.top + box.height);
    context.lineTo(box.left + at + box.height, box.top);
  }
  context.stroke();
  context.restore();
}

function paintAxes(
  { context, palette, height }: Sheet,
  surface: DecodedSurface,
  box: PlotArea,
): void {
  const { left, right, low, high } = surface;
  context.font = `10.5px ${palette.font}`;
  context.fillStyle = palette.text3;
  context.strokeStyle = palette.line2;
  context.lineWidth = 1;
  context.beginPath();
  context.textBaseline = "alphabetic";
  context.textAlign = "center";
  const foot = box.top + box.height;
  for (const figure of ticksOf(left, right, Math.min(5, box.width / 44))) {
    const x = Math.round(box.left + ((figure - left) / (right - left)) * box.width) + 0.5;
    context.moveTo(x, foot);
    context.lineTo(x, foot + 3);
    context.fillText(asTyped(figure), x, Math.min(height - 1, foot + 13));
  }
  context.textBaseline = "middle";
  context.textAlign = "right";
  for (const figure of ticksOf(low, high, Math.min(5, box.height / 32))) {
    const y = Math.round(foot - ((figure - low) / (high - low)) * box.height) + 0.5;
    context.moveTo(box.left - 3, y);
    context.lineTo(box.left, y);
    context.fillText(asTyped(figure), box.left - 6, y);
  }
  context.stroke();
}

/** The colour of a class's points: that of the surface where the class is certain, or ink where points have none. */
function inkOf(palette: Palette, surface: DecodedSurface, label: number | undefined): string {
  if (label === undefined) return palette.text1;
  if (surface.categories > 2) return token(`--run-${runOf(label)}`);
  // The third of four stops on either side: the words for minus and plus have it too.
  return cssColour(palette.signed, label === 0 ? 32 : 222);
}

/** Points of the test set are hollow; the class has a shape as well as a colour. */
export function paintPoints(
  { context, palette }: Sheet,
  surface: DecodedSurface,
  box: PlotArea,
): void {
  const { left, right, low, high, points, labels } = surface;
  const radius = Math.max(1.8, Math.min(3.2, Math.min(box.width, box.height) / 90));
  const inks = new Map<number | undefined, { ink: string; mark: Path2D }>();
  context.fillStyle = palette.surface;
  for (let at = 0; at < points.length / 2; at++) {
    const label = labels[at];
    let look = inks.get(label);
    if (look === undefined) {
      const mark = new Path2D(MARKS[(label ?? 1) % MARKS.length]);
      look = { ink: inkOf(palette, surface, label), mark };
      inks.set(label, look);
    }
    const x = (points[2 * at] ?? 0) - left;
    const y = (points[2 * at + 1] ?? 0) - low;
    context.save();
    context.translate(
      box.left + (x / (right - left)) * box.width,
      box.top + box.height - (y / (high - low)) * box.height,
    );
    context.scale(radius, radius);
    context.strokeStyle = look.ink;
    context.lineWidth = 1.3 / radius;
    context.fill(look.mark);
    context.stroke(look.mark);
    context.restore();
  }
}

/** The place that is read out. */
function paintCross(
  { context, palette }: Sheet,
  surface: DecodedSurface,
  box: PlotArea,
  cell: SurfaceCell,
): void {
  const { left, right, low, high } = surface;
  const { x, y } = middleOf(surface, cell);
  const across = Math.round(box.left + ((x - left) / (right - left)) * box.width) + 0.5;
  const down = Math.round(box.top + box.height - ((y - low) / (high - low)) * box.height) + 0.5;
  context.beginPath();
  context.moveTo(across, box.top);
  context.lineTo(across, box.top + box.height);
  context.moveTo(box.left, down);
  context.lineTo(box.left + box.width, down);
  // Seen on the strongest colours too.
  context.strokeStyle = palette.surface;
  context.lineWidth = 3;
  context.stroke();
  context.strokeStyle = palette.accent;
  context.lineWidth = 1;
  context.stroke();
}

export function paintSurface(
  sheet: Sheet,
  surface: DecodedSurface,
  chosen: SurfaceCell | null,
): void {
  const box = boxOf(sheet, surface);
  if (surface.values.some(Number.isNaN)) paintHatch(sheet, box);
  paintCells(sheet, surface, box);
  paintAxes(sheet, surface, box);
  paintPoints(sheet, surface, box);
  if (chosen !== null) paintCross(sheet, surface, box, chosen);
}

/** A recurrent layer drawn once for each step: what it keeps, how far its gates are open, what it gives. */
import type { RecurrentNode, StepValues } from "@/schema/schema.gen";
import { token } from "@/ui/colour";
import { percent } from "@/ui/format";
import { cssColour } from "../canvas/canvas";
import type { Sheet } from "../canvas/Figure";
import { gateColour } from "./paintStage";
import { gatesOf, isGate, keptBy, meanAt, partOf, unitsAt } from "./states";
import { onLog } from "./through";

export interface Unrolling {
  node: RecurrentNode;
  letters: readonly string[];
  /** Up to this one. */
  step: number;
  /** So many cells at most. */
  cells: number;
  /** From the cursor's step back. */
  shares: readonly number[];
  words: Readonly<Record<string, string>>;
}

const LEFT = 84;
const MOSAIC = 16;
const GATE = 11;

/** The first cell and how many there are. */
export function cellsOf({ step, cells }: Pick<Unrolling, "step" | "cells">) {
  const count = Math.max(1, Math.min(cells, step + 1));
  return { first: step - count + 1, count };
}

interface Cell {
  x: number;
  middle: number;
  width: number;
}

interface Rows {
  memory: number;
  gates: number;
  state: number;
  end: number;
  chip: number;
  bars: number;
}

const high = (part: StepValues | undefined, pixel: number) =>
  part === undefined ? 0 : Math.ceil(part.shape[1] / MOSAIC) * pixel;

export function paintUnrolled(sheet: Sheet, told: Unrolling): void {
  const { node, step } = told;
  const { first, count } = cellsOf(told);
  const pitch = (sheet.width - LEFT - 12) / count;
  const gap = Math.max(5, Math.min(30, pitch * 0.22));
  const memory = partOf(node, "memory");
  const state = partOf(node, "state");
  const gates = gatesOf(node).filter(({ part }) => isGate(part));
  const rows = Math.ceil(((state ?? memory)?.shape[1] ?? 1) / MOSAIC) * (memory ? 2 : 1);
  const room = sheet.height - 118 - gates.length * GATE;
  const pixel = Math.max(1, Math.min(6, (pitch - gap - 8) / MOSAIC, room / rows));
  const top = 8;
  const afterMemory = top + high(memory, pixel) + (memory ? 7 : 0);
  const stateAt = afterMemory + gates.length * GATE + (gates.length > 0 ? 5 : 0);
  const end = stateAt + high(state, pixel) + 6;
  const at: Rows = {
    memory: top,
    gates: afterMemory,
    state: stateAt,
    end,
    chip: end + 8,
    bars: end + 42,
  };
  writeRows(sheet, told, at, { memory, gates });
  for (let cell = 0; cell < count; cell++) {
    const middle = LEFT + pitch * (cell + 0.5);
    const width = pitch - gap;
    const place = { x: middle - width / 2, middle, width };
    const now = first + cell;
    if (cell + 1 < count) paintBelts(sheet, told, at, { now, from: place.x + width, gap, pixel });
    paintFrame(sheet, place, at, now === step);
    if (memory) paintMosaic(sheet, memory, now, { ...place, y: at.memory, pixel });
    for (const [row, gate] of gates.entries())
      paintGate(sheet, gate, now, place, at.gates + row * GATE);
    if (state) paintMosaic(sheet, state, now, { ...place, y: at.state, pixel });
    paintChip(sheet, told.letters[now] ?? String(now + 1), place, at, now === step);
    if (at.bars + BARS <= sheet.height)
      paintShare(sheet, told.shares[step - now], place, at, { back: step - now, pitch });
  }
}

interface Parts {
  memory: StepValues | undefined;
  gates: readonly StepValues[];
}

function writeRows(
  { context, palette, height: sheetHeight }: Sheet,
  told: Unrolling,
  at: Rows,
  parts: Parts,
): void {
  const write = (word: string | undefined, y: number, strong = false) => {
    context.font = `${strong ? 600 : 400} 11px ${palette.font}`;
    context.fillStyle = strong ? palette.text2 : palette.text3;
    context.textAlign = "left";
    context.textBaseline = "middle";
    context.fillText(word ?? "", 0, y, LEFT - 8);
  };
  if (parts.memory) write(told.words.memory, (at.memory + at.gates) / 2 - 3, true);
  for (const [row, { part }] of parts.gates.entries())
    write(told.words[part], at.gates + (row + 0.5) * GATE);
  write(told.words.state, (at.state + at.end) / 2 - 3, true);
  if (told.shares.length > 0 && at.bars + BARS <= sheetHeight)
    write(told.words.back, at.bars + 34, true);
}

interface Belt {
  now: number;
  from: number;
  gap: number;
  pixel: number;
}

/** What goes from one step to the next: the wider, the more of it is kept there. */
function paintBelts({ context }: Sheet, told: Unrolling, at: Rows, belt: Belt): void {
  const kept = keptBy(told.node);
  const share = kept === undefined ? 0.3 : meanAt(kept, belt.now + 1);
  const memory = partOf(told.node, "memory");
  context.strokeStyle = token("--fam-recurrent");
  const line = (y: number, width: number) => {
    context.lineWidth = width;
    context.beginPath();
    context.moveTo(belt.from, y);
    context.lineTo(belt.from + belt.gap, y);
    context.stroke();
  };
  const wide = Math.max(1, 8 * share * share);
  if (memory) line(at.memory + high(memory, belt.pixel) / 2, wide);
  line((at.state + at.end) / 2 - 3, memory ? 1.5 : wide);
}

function paintFrame({ context, palette }: Sheet, cell: Cell, at: Rows, here: boolean): void {
  context.fillStyle = palette.surface;
  context.strokeStyle = here ? palette.accent : palette.line2;
  context.lineWidth = here ? 1.75 : 1;
  context.beginPath();
  context.roundRect(cell.x, 2, cell.width, at.end - 2, 7);
  context.fill();
  context.stroke();
  context.beginPath();
  context.moveTo(cell.middle, at.end);
  context.lineTo(cell.middle, at.chip);
  context.strokeStyle = palette.n300;
  context.stroke();
}

function paintMosaic(
  { context, palette }: Sheet,
  part: StepValues,
  step: number,
  { middle, y, pixel }: Cell & { y: number; pixel: number },
): void {
  const scale = Math.max(1e-9, part.scale);
  const left = middle - (MOSAIC * pixel) / 2;
  unitsAt(part, step).forEach((value, unit) => {
    context.fillStyle = cssColour(palette.signed, Math.round((value / scale) * 127) + 127);
    const row = Math.floor(unit / MOSAIC);
    context.fillRect(left + (unit % MOSAIC) * pixel, y + row * pixel, pixel, pixel);
  });
}

function paintGate(
  { context, palette }: Sheet,
  gate: StepValues,
  step: number,
  cell: Cell,
  y: number,
): void {
  const wide = Math.max(4, cell.width - 12);
  const share = meanAt(gate, step);
  context.fillStyle = palette.active;
  context.fillRect(cell.middle - wide / 2, y + 2.5, wide, GATE - 5);
  context.fillStyle = gateColour(palette, 0.62);
  context.fillRect(cell.middle - wide / 2, y + 2.5, wide * share, GATE - 5);
}

function paintChip(
  { context, palette }: Sheet,
  letter: string,
  cell: Cell,
  at: Rows,
  here: boolean,
): void {
  const wide = Math.max(14, Math.min(26, cell.width));
  context.fillStyle = palette.surface;
  context.strokeStyle = here ? palette.accent : palette.line2;
  context.lineWidth = here ? 1.75 : 1;
  context.beginPath();
  context.roundRect(cell.middle - wide / 2, at.chip, wide, 20, 5);
  context.fill();
  context.stroke();
  context.font = `600 ${wide < 20 ? 10 : 12}px ${palette.font}`;
  context.fillStyle = here ? palette.accentText : palette.text1;
  context.textAlign = "center";
  context.textBaseline = "middle";
  context.fillText(letter, cell.middle, at.chip + 10.5, wide - 2);
}

const BAR = 34;
const BARS = BAR + 30;

/** How much of the loss's gradient is left here, by powers of ten. */
function paintShare(
  { context, palette }: Sheet,
  share: number | undefined,
  cell: Cell,
  at: Rows,
  { back, pitch }: { back: number; pitch: number },
): void {
  if (share === undefined) return;
  const tall = Math.max(1, onLog(share) * BAR);
  const wide = Math.max(5, Math.min(26, cell.width * 0.5));
  const bottom = at.bars + BAR + 12;
  context.fillStyle = gateColour(palette, 0.35 + 0.45 * onLog(share));
  context.fillRect(cell.middle - wide / 2, bottom - tall, wide, tall);
  context.font = `400 11px ${palette.font}`;
  context.fillStyle = palette.text2;
  context.textAlign = "center";
  context.textBaseline = "alphabetic";
  if (pitch > 40 || back === 0) {
    const said = share < 0.001 ? "<0.1 %" : percent(share, share >= 0.0995 ? 0 : 1);
    context.fillText(said, cell.middle, bottom - tall - 4, pitch);
  }
  context.fillStyle = palette.text3;
  if (pitch > 30 || back % 4 === 0)
    context.fillText(back === 0 ? "0" : `−${back}`, cell.middle, bottom + 13);
}

import { loss as figure } from "@/ui/format";
import type { Sheet } from "../canvas/Figure";
import { type DepthLine, logAxis } from "./depth";

const LEFT = 38;
const TOP = 8;
const FOOT = 18;
const LABEL_GAP = 5;
/** Between two labels that would lie upon each other. */
const LINE = 12;

export interface DrawnLine extends DepthLine {
  readonly label: string;
  readonly colour: string;
  readonly dashed: boolean;
}

export interface DepthWords {
  readonly first: string;
  readonly last: string;
}

/** What the lines leave for their names at the right. */
function labelRoom(context: CanvasRenderingContext2D, lines: readonly DrawnLine[]): number {
  return (
    Math.max(12, ...lines.map(({ label }) => context.measureText(label).width)) + LABEL_GAP + 4
  );
}

/** A line for each way, from the first layer at the left to the last, on a log axis. */
export function paintDepth(
  { context, palette, width, height }: Sheet,
  lines: readonly DrawnLine[],
  pointed: string | null,
  words: DepthWords,
): { left: number; right: number } {
  const plain = `10.5px ${palette.font}`;
  context.font = `600 ${plain}`;
  const right = width - labelRoom(context, lines);
  const { low, high, ticks } = logAxis(lines.flatMap(({ values }) => values));
  const y = (value: number) =>
    TOP + (height - TOP - FOOT) * (1 - (Math.log10(value) - low) / (high - low));
  context.font = plain;
  context.textBaseline = "middle";
  context.lineWidth = 1;
  for (const tick of ticks) {
    const at = Math.round(y(tick)) + 0.5;
    context.strokeStyle = palette.line1;
    context.beginPath();
    context.moveTo(LEFT, at);
    context.lineTo(right, at);
    context.stroke();
    context.fillStyle = palette.text3;
    context.textAlign = "right";
    context.fillText(tickWords(tick), LEFT - 6, at);
  }
  context.textBaseline = "alphabetic";
  context.fillStyle = palette.text3;
  context.textAlign = "left";
  context.fillText(words.first, LEFT, height - 4);
  context.textAlign = "right";
  context.fillText(words.last, right, height - 4);
  const ends = lines.map((line) => paintLine(context, line, { left: LEFT, right, y, pointed }));
  context.font = `600 ${plain}`;
  context.textAlign = "left";
  context.textBaseline = "middle";
  const [first = 0, second] = ends;
  const apart = second === undefined ? [first] : parted(first, second);
  lines.forEach((line, at) => {
    context.fillStyle = line.colour;
    context.fillText(line.label, right + LABEL_GAP, apart[at] ?? 0);
  });
  return { left: LEFT, right };
}

/** Two heights with room for two labels. */
function parted(one: number, other: number): readonly [number, number] {
  const missing = LINE - Math.abs(one - other);
  if (missing <= 0) return [one, other];
  const by = missing / 2;
  return one <= other ? [one - by, other + by] : [one + by, other - by];
}

interface Ground {
  left: number;
  right: number;
  y: (value: number) => number;
  pointed: string | null;
}

/** Gives the height at which it ends. */
function paintLine(
  context: CanvasRenderingContext2D,
  { nodes, values, colour, dashed }: DrawnLine,
  { left, right, y, pointed }: Ground,
): number {
  const x = (at: number) => left + ((right - left) * at) / Math.max(1, values.length - 1);
  context.strokeStyle = colour;
  context.fillStyle = colour;
  context.lineWidth = 1.75;
  context.lineJoin = "round";
  context.setLineDash(dashed ? [4, 3] : []);
  context.beginPath();
  let last = y(1);
  values.forEach((value, at) => {
    if (!(value > 0) || !Number.isFinite(value)) return;
    last = y(value);
    context.lineTo(x(at), last);
  });
  context.stroke();
  context.setLineDash([]);
  for (const at of [0, pointed === null ? -1 : nodes.indexOf(pointed)]) {
    const value = values[at];
    if (value === undefined || !(value > 0)) continue;
    context.beginPath();
    context.arc(x(at), y(value), at === 0 ? 2.8 : 3.4, 0, 7);
    context.fill();
  }
  return last;
}

const tickWords = (tick: number): string =>
  tick >= 1e4 || tick < 1e-3
    ? `10${superscript(Math.round(Math.log10(tick)))}`
    : figure(tick).replace(/\.?0+$/, "");

export function superscript(power: number): string {
  return [...String(power)].map((sign) => "⁰¹²³⁴⁵⁶⁷⁸⁹"[Number(sign)] ?? "⁻").join("");
}

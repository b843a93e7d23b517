import type { Curve } from "@/api/curve";
import { token } from "@/ui/colour";

function cell(value: number | undefined): string {
  return value === undefined || Number.isNaN(value) ? "" : String(value);
}

/** Every recorded value, exactly, one line a step; train beside test. */
export function curvesCsv({ train, test }: { train: Curve; test: Curve }): string {
  const [trained, tested] = [train.names(), test.names()];
  const lines = [
    ["step", ...trained.map((name) => `train_${name}`), ...tested.map((name) => `test_${name}`)],
  ];
  const columnsOf = (curve: Curve, names: readonly string[]) =>
    names.map((name) => curve.raw(name));
  const [left, right] = [columnsOf(train, trained), columnsOf(test, tested)];
  let [at, next] = [0, 0];
  while (at < train.length || next < test.length) {
    const step = Math.min(
      at < train.length ? (train.steps[at] ?? 0) : Number.POSITIVE_INFINITY,
      next < test.length ? (test.steps[next] ?? 0) : Number.POSITIVE_INFINITY,
    );
    const isTrain = at < train.length && train.steps[at] === step;
    const isTest = next < test.length && test.steps[next] === step;
    lines.push([
      String(step),
      ...left.map((column) => cell(isTrain ? column[at] : undefined)),
      ...right.map((column) => cell(isTest ? column[next] : undefined)),
    ]);
    if (isTrain) at += 1;
    if (isTest) next += 1;
  }
  return `${lines.map((line) => line.join(",")).join("\n")}\n`;
}

export interface ChartWords {
  /** Whose curves: the experiment, and which run. */
  title: string;
  train: string;
  test: string;
  /** The name of the vertical axis, chart by chart. */
  vertical: readonly string[];
  horizontal: string;
}

const MARGIN = 16;
const HEAD = 54;
const NAME = 20;
const FOOT = 24;

/** Charts below each other on the theme's paper, with all that a reader elsewhere must be told: whose, which line, which axis. */
export function chartsPng(room: HTMLElement, words: ChartWords): Promise<Blob | null> {
  const charts = [...room.querySelectorAll("canvas")];
  const boxes = charts.map((chart) => chart.getBoundingClientRect());
  const width = Math.max(320, ...boxes.map((box) => box.width)) + 2 * MARGIN;
  const height = HEAD + boxes.reduce((sum, box) => sum + NAME + box.height, 0) + FOOT;
  const scale = Math.max(2, window.devicePixelRatio || 1);
  const sheet = document.createElement("canvas");
  sheet.width = Math.round(width * scale);
  sheet.height = Math.round(height * scale);
  const context = sheet.getContext("2d");
  if (context === null) return Promise.resolve(null);
  context.scale(scale, scale);
  context.fillStyle = token("--bg-surface");
  context.fillRect(0, 0, width, height);
  const write = pen(context);
  write(words.title, MARGIN, 20, { size: 14, bold: true, within: width - 2 * MARGIN });
  legend(context, write, words);
  let top = HEAD;
  charts.forEach((chart, at) => {
    const box = boxes[at] as DOMRect;
    write(words.vertical[at] ?? "", MARGIN, top + 13);
    context.drawImage(chart, MARGIN, top + NAME, box.width, box.height);
    top += NAME + box.height;
  });
  context.textAlign = "end";
  write(words.horizontal, width - MARGIN, top + 14);
  return new Promise((resolve) => sheet.toBlob(resolve, "image/png"));
}

interface Style {
  size?: number;
  bold?: boolean;
  /** A longer text is drawn narrower. */
  within?: number;
}

type Write = (text: string, x: number, y: number, style?: Style) => void;

function pen(context: CanvasRenderingContext2D): Write {
  return (text, x, y, { size = 12, bold = false, within } = {}) => {
    context.font = `${bold ? 600 : 400} ${size}px ${token("--font-ui")}`;
    context.fillStyle = token(bold ? "--text-1" : "--text-2");
    context.fillText(text, x, y, within);
  };
}

/** A piece of each line, as it is drawn, before its name. */
function legend(
  context: CanvasRenderingContext2D,
  write: Write,
  { train, test }: ChartWords,
): void {
  const lines = [
    { name: train, colour: token("--run-1"), dash: [] },
    { name: test, colour: token("--text-1"), dash: [4, 3] },
  ];
  let x = MARGIN;
  for (const { name, colour, dash } of lines) {
    context.strokeStyle = colour;
    context.lineWidth = 2;
    context.setLineDash(dash);
    context.beginPath();
    context.moveTo(x, 38);
    context.lineTo(x + 18, 38);
    context.stroke();
    write(name, x + 24, 42);
    x += 24 + context.measureText(name).width + 18;
  }
  context.setLineDash([]);
}

/** Hands a file to the reader's downloads. */
export function save(blob: Blob, name: string): void {
  const address = URL.createObjectURL(blob);
  const link = document.createElement("a");
  link.href = address;
  link.download = name;
  link.click();
  URL.revokeObjectURL(address);
}

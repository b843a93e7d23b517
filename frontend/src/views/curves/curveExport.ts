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

/** Charts below each other on the theme's paper, as they are on screen. */
export function chartsPng(room: HTMLElement): Promise<Blob | null> {
  const whole = room.getBoundingClientRect();
  const charts = [...room.querySelectorAll("canvas")];
  const scale = Math.max(2, window.devicePixelRatio || 1);
  const sheet = document.createElement("canvas");
  sheet.width = Math.round(whole.width * scale);
  sheet.height = Math.round(whole.height * scale);
  const context = sheet.getContext("2d");
  if (context === null) return Promise.resolve(null);
  context.fillStyle = token("--bg-surface");
  context.fillRect(0, 0, sheet.width, sheet.height);
  for (const chart of charts) {
    const { left, top, width, height } = chart.getBoundingClientRect();
    const [x, y] = [(left - whole.left) * scale, (top - whole.top) * scale];
    context.drawImage(chart, x, y, width * scale, height * scale);
  }
  return new Promise((resolve) => sheet.toBlob(resolve, "image/png"));
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

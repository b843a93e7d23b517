import { integers } from "@/api/wire";
import type { NodeHistogram } from "@/schema/schema.gen";
import { loss as figure } from "@/ui/format";
import { cssColour } from "../canvas/canvas";
import type { Sheet } from "../canvas/Figure";

const FOOT = 16;
/** Head room above the fullest bin. */
const HEAD = 1.12;
const ZERO = 127;
/** The far ends of the scale would be too strong for bars, and its middle is the ground itself. */
const MOST_SHADE = 110;
const LEAST_SHADE = 36;

/** How values are spread just now: bars in the colours of their sign; `start` is the outline of how they began. */
export function paintHistogram(
  sheet: Sheet,
  now: NodeHistogram,
  start: NodeHistogram | undefined,
): void {
  const { context, palette, width, height } = sheet;
  const counts = integers(now.counts);
  const reach = Math.max(Math.abs(now.low), Math.abs(now.high), 1e-12);
  const floor = height - FOOT;
  const most = Math.max(1, ...counts) * HEAD;
  const x = (value: number) => ((value + reach) / (2 * reach)) * width;
  const wide = (now.high - now.low) / Math.max(1, counts.length);
  counts.forEach((count, bin) => {
    const middle = now.low + (bin + 0.5) * wide;
    context.fillStyle = cssColour(palette.signed, ZERO + shade(middle / reach));
    const left = x(now.low + bin * wide);
    const tall = (floor * count) / most;
    context.fillRect(left + 0.5, floor - tall, Math.max(1, x(middle + wide / 2) - left - 1), tall);
  });
  if (start !== undefined) paintOutline(sheet, start, { x, floor });
  context.fillStyle = palette.line2;
  context.fillRect(0, floor, width, 1);
  context.font = `10.5px ${palette.font}`;
  context.fillStyle = palette.text3;
  context.textBaseline = "alphabetic";
  context.textAlign = "left";
  context.fillText(figure(-reach), 0, height - 3);
  context.textAlign = "center";
  context.fillText("0", width / 2, height - 3);
  context.textAlign = "right";
  context.fillText(figure(reach), width, height - 3);
}

function shade(share: number): number {
  const strength = Math.max(LEAST_SHADE, Math.abs(share) * MOST_SHADE);
  return Math.round(share < 0 ? -strength : strength);
}

function paintOutline(
  { context, palette, width }: Sheet,
  start: NodeHistogram,
  { x, floor }: { x: (value: number) => number; floor: number },
): void {
  const counts = integers(start.counts);
  const most = Math.max(1, ...counts) * HEAD;
  const wide = (start.high - start.low) / Math.max(1, counts.length);
  context.strokeStyle = palette.text3;
  context.lineWidth = 1.25;
  context.beginPath();
  context.moveTo(Math.max(0, x(start.low)), floor);
  counts.forEach((count, bin) => {
    const y = floor - (floor * count) / most;
    context.lineTo(Math.max(0, x(start.low + bin * wide)), y);
    context.lineTo(Math.min(width, x(start.low + (bin + 1) * wide)), y);
  });
  context.lineTo(Math.min(width, x(start.high)), floor);
  context.stroke();
}

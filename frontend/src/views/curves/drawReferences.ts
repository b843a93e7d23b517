/** Over a chart: what something simpler than the network comes to, thin lines with their names at the right. */
import type uPlot from "uplot";
import type { Palette } from "../canvas/palette";
import { apart } from "./drawRivals";

export interface ReferenceLine {
  readonly label: string;
  readonly value: number;
}

const FONT = 10.5;
/** Of a name: from its foot to the next. */
const HEIGHT = 13;
const PAD = 3;
/** What lies under a name still shows. */
const VEIL = 0.8;
/** The chart's reading stands above the names. */
const READING = 20;

/** Those that lie in the chart, the greatest first. */
export function inside(
  lines: readonly ReferenceLine[],
  min: number,
  max: number,
): readonly ReferenceLine[] {
  return lines
    .filter(({ value }) => value > min && value < max)
    .toSorted((a, b) => b.value - a.value);
}

export function drawReferences(
  plot: uPlot,
  lines: readonly ReferenceLine[],
  palette: Palette,
): void {
  const { min, max } = plot.scales.y ?? {};
  const drawn = inside(lines, min ?? 0, max ?? 0);
  if (drawn.length === 0) return;
  const { ctx: context, bbox } = plot;
  const scale = context.canvas.width / plot.width;
  const places = drawn.map(({ label, value }) => ({
    label,
    y: plot.valToPos(value, "y", true) / scale,
  }));
  const right = bbox.left + bbox.width;
  context.save();
  context.strokeStyle = palette.text3;
  context.lineWidth = scale;
  context.setLineDash([scale, 3 * scale]);
  for (const { y } of places) {
    const at = (Math.round(y) + 0.5) * scale;
    context.beginPath();
    context.moveTo(bbox.left, at);
    context.lineTo(right, at);
    context.stroke();
  }
  // Where a chart is too low for all names, they are in its text twin.
  if (places.length * HEIGHT <= bbox.height / scale - READING) {
    context.font = `${FONT * scale}px ${palette.font}`;
    context.textAlign = "right";
    context.textBaseline = "middle";
    const [top, foot] = [bbox.top / scale + READING, (bbox.top + bbox.height) / scale];
    for (const { label, y } of apart(places, top, foot)) {
      const width = context.measureText(label).width + 2 * PAD * scale;
      context.globalAlpha = VEIL;
      context.fillStyle = palette.surface;
      context.fillRect(right - width, (y - HEIGHT / 2) * scale, width, HEIGHT * scale);
      context.globalAlpha = 1;
      context.fillStyle = palette.text2;
      context.fillText(label, right - PAD * scale, y * scale);
    }
  }
  context.restore();
}

import { count } from "@/ui/format";
import type { Sheet } from "../canvas/Figure";
import { band, calmed, type HealthLine, height, type Measure } from "./health";

/** Below the rows: the first and the last step. */
export const HEALTH_FOOT = 16;
const ROW_GAP = 5;
/** Smoothed over so much of the run. */
const CALM_SHARE = 0.012;

interface Ground {
  measure: Measure;
  end: number;
  at: number;
  /** The longest gradient of all layers. */
  steepest: number;
}

/** One row a layer: its line over the healthy band, and the playhead through all. */
export function paintHealth(sheet: Sheet, lines: readonly HealthLine[], ground: Ground): void {
  const { context, palette, width } = sheet;
  const rowHeight = (sheet.height - HEALTH_FOOT) / Math.max(1, lines.length);
  const x = (step: number) => (width * step) / ground.end;
  const [low, high] = band(ground.measure, ground.steepest);
  lines.forEach((line, row) => {
    const [top, tall] = [row * rowHeight + ROW_GAP / 2, rowHeight - ROW_GAP];
    const y = (share: number) => top + tall * (1 - share);
    context.fillStyle = palette.sunken;
    context.fillRect(0, top, width, tall);
    context.fillStyle = palette.okSoft;
    // Where nothing is healthy or ill, there is no band.
    if (ground.measure !== "moved") context.fillRect(0, y(high), width, y(low) - y(high));
    const stroke = (values: readonly number[], colour: string, wide: number) => {
      context.strokeStyle = colour;
      context.lineWidth = wide;
      context.beginPath();
      values.forEach((value, at) => {
        context.lineTo(x(line.steps[at] ?? 0), y(height(value, ground.measure)));
      });
      context.stroke();
    };
    context.globalAlpha = 0.35;
    stroke(line.values, palette.text3, 1);
    context.globalAlpha = 1;
    stroke(calmed(line, ground.end * CALM_SHARE), palette.text1, 1.5);
    context.fillStyle = palette.accent;
    context.fillRect(Math.round(x(ground.at)), top, 1, tall);
  });
  context.font = `10.5px ${palette.font}`;
  context.fillStyle = palette.text3;
  context.textBaseline = "alphabetic";
  context.textAlign = "left";
  context.fillText("0", 0, sheet.height - 3);
  context.textAlign = "right";
  context.fillText(count(ground.end), width, sheet.height - 3);
}

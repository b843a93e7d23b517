import type uPlot from "uplot";
import { watchedRun } from "@/api/runStore";
import type { Palette } from "../canvas/palette";

/** Over a chart: the step that the views show, the curves' values there, and the changes made in mid-run. */
export function drawPlayhead(plot: uPlot, metric: string, palette: Palette): void {
  const { train, test, step, marks } = watchedRun.data;
  const at = watchedRun.at;
  if (step === 0) return;
  const scale = uPlotScale(plot);
  const { ctx: context, bbox } = plot;
  context.save();
  context.beginPath();
  context.rect(bbox.left - 5 * scale, bbox.top, bbox.width + 10 * scale, bbox.height);
  context.clip();
  const x = Math.round(plot.valToPos(at, "x", true)) + 0.5;
  context.strokeStyle = palette.accent;
  context.lineWidth = scale;
  // The test curve's dashes are still set.
  context.setLineDash([]);
  context.beginPath();
  context.moveTo(x, bbox.top);
  context.lineTo(x, bbox.top + bbox.height);
  context.stroke();
  dot(plot, { x, value: train.at(metric, at, "smooth"), colour: palette.run1 }, palette);
  dot(plot, { x, value: test.at(metric, at), colour: palette.text1 }, palette);
  context.fillStyle = palette.text1;
  for (const mark of marks) {
    if (mark.kind !== "change") continue;
    triangle(context, plot.valToPos(mark.step, "x", true), bbox.top + bbox.height, scale);
  }
  context.restore();
}

function uPlotScale(plot: uPlot): number {
  return plot.ctx.canvas.width / plot.width;
}

interface Dot {
  x: number;
  value: number | null;
  colour: string;
}

function dot(plot: uPlot, { x, value, colour }: Dot, palette: Palette): void {
  if (value === null || !Number.isFinite(value)) return;
  const { ctx: context } = plot;
  const scale = uPlotScale(plot);
  context.beginPath();
  context.arc(x, plot.valToPos(value, "y", true), 3.5 * scale, 0, 2 * Math.PI);
  context.fillStyle = colour;
  context.fill();
  context.strokeStyle = palette.surface;
  context.lineWidth = 2 * scale;
  context.stroke();
}

function triangle(context: CanvasRenderingContext2D, x: number, foot: number, scale: number) {
  context.beginPath();
  context.moveTo(x - 4 * scale, foot - 7 * scale);
  context.lineTo(x + 4 * scale, foot - 7 * scale);
  context.lineTo(x, foot);
  context.fill();
}

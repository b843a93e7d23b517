/** Over a chart: the curves of other runs, thinner than that of the run on screen, and where all of them end. */
import type uPlot from "uplot";
import type { Curve } from "@/api/curve";
import { watchedRun } from "@/api/runStore";
import { token } from "@/ui/colour";
import { type ChartData, chartData, picks, type Range } from "./chartData";
import { rivals, toldLine } from "./rivals";

/** The range that holds the run on screen and all beside it. */
export function sharedRange(
  own: ChartData,
  metric: string,
  steps: Range,
  columns: number,
  range: (data: ChartData) => Range,
): Range {
  const all = rivals
    .getState()
    .others.map((rival) => range(chartData(toldLine(rival, metric).alone, metric, steps, columns)));
  // One that has no values yet says nothing.
  const known = own.steps.length > 0 || all.length === 0 ? [range(own), ...all] : all;
  return {
    min: Math.min(...known.map(({ min }) => min)),
    max: Math.max(...known.map(({ max }) => max)),
  };
}

/** Where a line ends, in pixels of the page from the chart's corner. */
export interface End {
  readonly run: string;
  readonly name: string;
  readonly colour: string;
  readonly x: number;
  readonly y: number;
}

const THIN = 1.5;
/** From one name to the next. */
const LINE = 13;

/** Draws them, and says where the names belong. */
export function drawRivals(plot: uPlot, metric: string): End[] {
  const { others, own } = rivals.getState();
  const { ctx: context, bbox } = plot;
  const scale = context.canvas.width / plot.width;
  const ends: End[] = [];
  context.save();
  context.beginPath();
  context.rect(bbox.left, bbox.top, bbox.width, bbox.height);
  context.clip();
  context.setLineDash([]);
  context.lineWidth = THIN * scale;
  context.lineJoin = "round";
  const put = (run: string, name: string, colour: string, curve: Curve, values: Float32Array) => {
    const end = endOf(plot, curve, values, scale);
    if (end !== null) ends.push({ run, name, colour, ...end });
  };
  for (const rival of others) {
    context.strokeStyle = token(rival.colour);
    const { curve, values } = toldLine(rival, metric);
    drawLine(plot, curve, values);
    put(rival.run, rival.name, rival.colour, curve, values);
  }
  context.restore();
  if (own !== null) {
    const { curve, values } = toldLine(watchedRun.data, metric);
    put(watchedRun.summary.getState().run ?? "", own.name, own.colour, curve, values);
  }
  return apart(ends, bbox.top / scale, (bbox.top + bbox.height) / scale);
}

function drawLine(plot: uPlot, curve: Curve, values: Float32Array): void {
  const { ctx: context, bbox } = plot;
  const { min, max } = plot.scales.x ?? {};
  const from = Math.max(0, curve.indexAfter(min ?? 0) - 1);
  const to = Math.min(curve.length, curve.indexAfter(max ?? 0) + 1);
  context.beginPath();
  let pen = false;
  for (const at of picks(values, from, to, Math.max(50, Math.round(bbox.width / 2)))) {
    const value = values[at] ?? Number.NaN;
    if (!Number.isFinite(value)) {
      pen = false;
      continue;
    }
    const x = plot.valToPos(curve.steps[at] ?? 0, "x", true);
    const y = plot.valToPos(value, "y", true);
    if (pen) context.lineTo(x, y);
    else context.moveTo(x, y);
    pen = true;
  }
  context.stroke();
}

/** At the last value that is a number: one that blew up is named where it left. */
function endOf(plot: uPlot, curve: Curve, values: Float32Array, scale: number) {
  const { max } = plot.scales.x ?? {};
  let at = curve.indexAfter(max ?? Number.POSITIVE_INFINITY) - 1;
  while (at >= 0 && !Number.isFinite(values[at] ?? Number.NaN)) at -= 1;
  if (at < 0) return null;
  const { top, height } = plot.bbox;
  const y = plot.valToPos(values[at] ?? 0, "y", true);
  return {
    x: plot.valToPos(curve.steps[at] ?? 0, "x", true) / scale,
    y: Math.min(top + height, Math.max(top, y)) / scale,
  };
}

/** None over another: from the highest down each at least a line below the one before, then from the foot up. */
export function apart<T extends { readonly y: number }>(
  ends: readonly T[],
  top: number,
  foot: number,
): T[] {
  const order = ends.toSorted((a, b) => a.y - b.y);
  let last = top + LINE / 2 - LINE;
  const ys = order.map(({ y }) => {
    last = Math.max(y, last + LINE);
    return last;
  });
  last = foot - LINE / 2 + LINE;
  for (let at = ys.length - 1; at >= 0; at--) {
    last = Math.min(ys[at] ?? 0, last - LINE);
    ys[at] = last;
  }
  return order.map((end, at) => ({ ...end, y: ys[at] ?? end.y }));
}

import type uPlot from "uplot";
import { count } from "@/ui/format";
import { textWidth } from "@/ui/textWidth";
import type { Palette } from "../canvas/palette";
import type { Range } from "./chartData";
import { chartView } from "./chartView";

export interface Axis {
  log: boolean;
  splits: (range: Range) => number[];
  label: (value: number) => string;
}

interface Parts {
  axis: Axis;
  /** Single batches too, faintly; without them the smoothed curve stands alone. */
  raw: boolean;
  /** The x axis is drawn under the lowest chart only. */
  xAxis: boolean;
  palette: Palette;
  /** The run's colour where it stands beside others, and the room for their names at the right; null where it is alone. */
  beside: { colour: string; room: number } | null;
  xRange: () => Range;
  yRange: () => Range;
  /** The playhead and the dots on it. */
  drawOver: (plot: uPlot) => void;
}

const LABEL = 11;
const GAP = 6;
/** The widest label in the fonts of this machine: the charts stand on one edge. */
const left = (): number => Math.max(38, Math.ceil(textWidth("100\u00a0%", LABEL, 400)) + GAP + 1);
const RIGHT = 10;

/** 22 % as the last byte of a hexadecimal colour. */
const FAINT = "38";
/** 45 %. */
const PALE = "73";

function series({ palette, raw, beside }: Parts): uPlot.Series[] {
  const points = { show: false };
  const shared = { points, spanGaps: false };
  if (beside !== null) {
    // What is compared is the test; the steps stand behind it, and nothing of single batches.
    const { colour } = beside;
    return [
      {},
      { ...shared, stroke: colour, show: false },
      { ...shared, stroke: colour + PALE, width: 1 },
      { points, spanGaps: true, stroke: colour, width: 2.25 },
    ];
  }
  return [
    {},
    { ...shared, stroke: palette.run1 + FAINT, width: 0.75, show: raw },
    { ...shared, stroke: palette.run1, width: 1.75 },
    { points, spanGaps: true, stroke: palette.text1, width: 1.5, dash: [4, 3] },
  ];
}

function axes({ axis, xAxis, palette, yRange }: Parts): uPlot.Axis[] {
  // uPlot scales whole pixels only: a fraction would be taken for the size.
  const font = `${LABEL}px ${palette.font}`;
  const quiet = { font, stroke: palette.text3, ticks: { show: false }, border: { show: false } };
  return [
    {
      ...quiet,
      show: xAxis,
      size: 20,
      gap: GAP,
      space: 52,
      grid: { show: false },
      values: (_, splits) => splits.map((step) => (Number.isInteger(step) ? count(step) : "")),
    },
    {
      ...quiet,
      size: left(),
      gap: GAP,
      grid: { stroke: palette.line1, width: 1 },
      splits: () => axis.splits(yRange()),
      // The splits are ours. Where uPlot finds no increment of its own, as in a loss of 1e33, it would leave the axis out.
      incrs: (_plot, _axis, min, max) => [Math.max(10, max - min)],
      // uPlot thins the labels of a log axis by itself; ours are few already.
      filter: thinned,
      values: (_, splits) => splits.map((value) => (value === null ? "" : axis.label(value))),
    },
  ];
}

/** Without the labels that would lie over another, where a chart is low. */
function thinned(plot: uPlot, splits: number[]): (number | null)[] {
  let last = Number.POSITIVE_INFINITY;
  return splits.map((value) => {
    const at = plot.valToPos(value, "y");
    if (Math.abs(last - at) < LABEL) return null;
    last = at;
    return value;
  });
}

function zoomTo(plot: uPlot): void {
  const { left, width } = plot.select;
  if (width > 3) {
    const min = Math.max(0, plot.posToVal(left, "x"));
    chartView.setState({ zoom: { min, max: plot.posToVal(left + width, "x") } });
  }
  plot.setSelect({ left: 0, top: 0, width: 0, height: 0 }, false);
}

function point(plot: uPlot): void {
  const { left } = plot.cursor;
  const off = left === undefined || left === null || left < 0;
  const pointed = off ? null : Math.round(plot.posToVal(left, "x"));
  if (chartView.getState().pointed !== pointed) chartView.setState({ pointed });
}

export function chartOptions(parts: Parts, size: { width: number; height: number }): uPlot.Options {
  const pair = (range: Range): uPlot.Range.MinMax => [range.min, range.max];
  return {
    ...size,
    padding: [6, RIGHT + (parts.beside?.room ?? 0), parts.xAxis ? 0 : 6, 0],
    legend: { show: false },
    cursor: {
      y: false,
      points: { show: false },
      sync: { key: "layerlab-run", setSeries: false },
      drag: { x: true, y: false, setScale: false },
      bind: {
        dblclick: () => () => {
          chartView.setState({ zoom: null });
          return null;
        },
      },
    },
    scales: {
      x: { time: false, range: () => pair(parts.xRange()) },
      y: parts.axis.log
        ? { distr: 3, log: 10, range: () => pair(parts.yRange()) }
        : { range: () => pair(parts.yRange()) },
    },
    series: series(parts),
    axes: axes(parts),
    hooks: { setSelect: [zoomTo], setCursor: [point], draw: [parts.drawOver] },
  };
}

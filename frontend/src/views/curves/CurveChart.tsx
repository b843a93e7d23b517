import { useEffect, useRef, useState } from "react";
import { useTranslation } from "react-i18next";
import uPlot from "uplot";
import { useStore } from "zustand";
import "uplot/dist/uPlot.min.css";
import { watchedRun } from "@/api/runStore";
import { checkStore } from "@/graph/checkStore";
import type { Metric } from "@/schema/schema.gen";
import { token } from "@/ui/colour";
import { textWidth } from "@/ui/textWidth";
import { usePalette } from "../canvas/palette";
import { TextTwin, type TwinTable } from "../canvas/TextTwin";
import { useRunData } from "../run/useRun";
import { drawPlayhead } from "../timeline/playhead";
import styles from "./CurveChart.module.css";
import { type ChartData, chartData, type Range } from "./chartData";
import { type Axis, chartOptions } from "./chartOptions";
import { chartView } from "./chartView";
import { drawReferences, type ReferenceLine } from "./drawReferences";
import { drawRivals, type End, sharedRange } from "./drawRivals";
import { RivalNames } from "./RivalNames";
import { lastOfRivals, rivals } from "./rivals";

interface CurveChartProps {
  metric: Metric;
  label: string;
  axis: Axis;
  range: (data: ChartData) => Range;
  xAxis: boolean;
  references: readonly ReferenceLine[];
  twin: () => TwinTable;
}

function wholeRun(): Range {
  const { totalSteps, step } = watchedRun.data;
  // Before the first run the axis already has its length.
  const planned = checkStore.getState().answer?.total_steps ?? 1;
  return { min: 0, max: Math.max(1, totalSteps || planned, step, lastOfRivals()) };
}

const MOST_NAME = 96;

/** How the run on screen is drawn beside others; null where it stands alone. */
function besideOthers(colour: string | null) {
  if (colour === null) return null;
  const widest = rivals
    .getState()
    .names.reduce((most, name) => Math.max(most, textWidth(name, 10.5, 600)), 0);
  return { colour: token(colour), room: Math.min(MOST_NAME, Math.ceil(widest)) };
}

interface LiveProps extends CurveChartProps {
  palette: ReturnType<typeof usePalette>;
  colour: string | null;
  onEnds: (ends: End[]) => void;
}

/** Keeps one uPlot in step with the run on screen; React only sets it up. */
class LivePlot {
  private readonly plot: uPlot;
  private readonly metric: Metric;
  private readonly range: (data: ChartData) => Range;
  private y: Range = { min: 0.02, max: 3 };

  constructor(room: HTMLElement, props: LiveProps) {
    this.metric = props.metric;
    this.range = props.range;
    const beside = besideOthers(props.colour);
    // The dots on the playhead have the colours of their lines.
    const palette =
      beside === null
        ? props.palette
        : { ...props.palette, run1: beside.colour, text1: beside.colour };
    const options = chartOptions(
      {
        axis: props.axis,
        // A share of one batch is too coarse to look at.
        raw: props.metric.unit !== "share",
        xAxis: props.xAxis,
        palette,
        beside,
        xRange: () => chartView.getState().zoom ?? wholeRun(),
        yRange: () => this.y,
        drawOver: (plot) => {
          drawReferences(plot, props.references, palette);
          if (beside !== null) props.onEnds(drawRivals(plot, this.metric.name));
          drawPlayhead(plot, this.metric.name, palette);
        },
      },
      { width: Math.max(1, room.clientWidth), height: Math.max(1, room.clientHeight) },
    );
    this.plot = new uPlot(options, [[], [], [], []], room);
    this.update();
  }

  update(): void {
    const range = chartView.getState().zoom ?? wholeRun();
    const columns = Math.max(50, Math.round(this.plot.width));
    const data = chartData(watchedRun.data, this.metric.name, range, columns);
    this.y = sharedRange(data, this.metric.name, range, columns, this.range);
    this.plot.setData([data.steps, data.raw, data.smooth, data.test]);
  }

  resize(room: HTMLElement): void {
    const { clientWidth: width, clientHeight: height } = room;
    if (width > 0 && height > 0) this.plot.setSize({ width, height });
  }

  destroy(): void {
    this.plot.destroy();
  }
}

/** One metric over the steps: raw, smoothed, test. Drag zooms, a double click shows all. */
export function CurveChart(props: CurveChartProps) {
  const { metric, label, axis, range, xAxis, references, twin } = props;
  const { t } = useTranslation("views");
  const room = useRef<HTMLDivElement>(null);
  const plot = useRef<LivePlot | null>(null);
  const palette = usePalette();
  const [table, setTable] = useState<TwinTable | null>(null);
  const [ends, setEnds] = useState<readonly End[]>([]);
  const colour = useStore(rivals, ({ own }) => own?.colour ?? null);
  const names = useStore(rivals, (state) => state.names.join("\n"));
  // biome-ignore lint/correctness/useExhaustiveDependencies: other names need other room
  useEffect(() => {
    const element = room.current;
    if (element === null) return;
    const onEnds = (found: End[]) =>
      setEnds((before) => (JSON.stringify(before) === JSON.stringify(found) ? before : found));
    const chart = { metric, label, axis, range, xAxis, references, twin };
    const props = { ...chart, palette, colour, onEnds };
    const made = new LivePlot(element, props);
    plot.current = made;
    const observer = new ResizeObserver(() => made.resize(element));
    observer.observe(element);
    const end = chartView.subscribe((now, before) => {
      if (now.zoom === before.zoom) return;
      if (now.zoom !== null) watchedRun.look(now.zoom.min, now.zoom.max);
      made.update();
    });
    const endPlan = checkStore.subscribe((now, before) => {
      const changed = now.answer?.total_steps !== before.answer?.total_steps;
      if (changed && watchedRun.data.totalSteps === 0) made.update();
    });
    const endRivals = rivals.subscribe(() => made.update());
    return () => {
      end();
      endPlan();
      endRivals();
      observer.disconnect();
      made.destroy();
      plot.current = null;
    };
  }, [metric, label, axis, range, xAxis, references, twin, palette, colour, names]);
  const [update] = useState(() => () => plot.current?.update());
  useRunData(["curves", "playhead"], update);
  return (
    <div className={styles.chart}>
      <div
        ref={room}
        className={styles.room}
        role="img"
        // biome-ignore lint/a11y/noNoninteractiveTabindex: its text twin is reached by a key
        tabIndex={0}
        aria-label={t("figure.label", { label })}
        aria-keyshortcuts="T"
        onKeyDown={(event) => {
          if (event.key === "t" || event.key === "T") setTable(twin());
        }}
      />
      {colour !== null && <RivalNames ends={ends} />}
      {table !== null && <TextTwin label={label} table={table} onClose={() => setTable(null)} />}
    </div>
  );
}

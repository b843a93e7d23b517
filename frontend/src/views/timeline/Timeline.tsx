import { type KeyboardEvent, type PointerEvent, useCallback, useEffect, useRef } from "react";
import { useTranslation } from "react-i18next";
import { ratesOf } from "@/api/metrics";
import { isOver } from "@/api/runFold";
import { watchedRun } from "@/api/runStore";
import type { StartOrigin } from "@/schema/schema.gen";
import { count, learningRate } from "@/ui/format";
import { placeName } from "@/ui/placeName";
import { sharp } from "../canvas/canvas";
import { usePalette } from "../canvas/palette";
import { useResized } from "../canvas/useResized";
import { chartView } from "../curves/chartView";
import { useRun, useRunData } from "../run/useRun";
import { useSettingName } from "../run/useSettingName";
import { paintTimeline } from "./paintTimeline";
import { nextEpoch, nextFrame } from "./playheadMoves";
import styles from "./Timeline.module.css";
import { timelineScale } from "./timelineScale";

/** The setting that switches a layer off. */
const OFF = /\.nodes\.(.+)\.off$/;

/** The run from its first step to its last; dragging the playhead moves every view. */
export function Timeline() {
  const { t } = useTranslation("views");
  const canvas = useRef<HTMLCanvasElement>(null);
  const palette = usePalette();
  const hasRun = useRun((run) => run.totalSteps > 0);
  const settingName = useSettingName();
  const draw = useCallback(() => {
    const element = canvas.current;
    if (element === null || element.clientWidth === 0) return;
    const { clientWidth: width, clientHeight: height } = element;
    const context = sharp(element, width, height);
    if (context === null) return;
    const { playhead, state } = watchedRun.summary.getState();
    const told = ({ title, run, step }: StartOrigin) =>
      run > 0
        ? t("timeline.origin", { title, run: count(run), step: count(step) })
        : t("timeline.originFile", { title });
    const live = playhead === null && state !== null && !isOver(state);
    const { data, at } = watchedRun;
    paintTimeline({ context, width, height, palette }, data, timelineScale(data, width), {
      at,
      pointed: chartView.getState().pointed,
      label: live ? t("timeline.live") : t("timeline.step", { step: count(at) }),
      words: {
        origin: told,
        epoch: (epoch) => t("timeline.epoch", { epoch: count(epoch) }),
        change: (name, from, to) => {
          const [, node] = OFF.exec(name) ?? [];
          if (node !== undefined)
            return t(to > 0 ? "timeline.off" : "timeline.on", { node: placeName(node) });
          const change = { name, from: learningRate(from), to: learningRate(to) };
          // The short word says enough where there is one rate only.
          return name.endsWith(".learning_rate") && ratesOf(data.metrics).length === 1
            ? t("timeline.rate", change)
            : t("timeline.change", { ...change, name: settingName(name) });
        },
      },
    });
    const origins = data.marks.flatMap((mark) => (mark.kind === "origin" ? [mark.origin] : []));
    element.setAttribute("aria-description", origins.map(told).join(", "));
    element.setAttribute("aria-valuenow", String(at));
    element.setAttribute("aria-valuemax", String(Math.max(1, data.totalSteps, data.step)));
    element.setAttribute("aria-valuetext", t("timeline.step", { step: count(at) }));
  }, [palette, t, settingName]);
  useRunData(["timeline", "playhead"], draw);
  useEffect(() => chartView.subscribe(draw), [draw]);
  useResized(canvas, draw);
  return (
    <canvas
      ref={canvas}
      className={styles.timeline}
      role="slider"
      tabIndex={0}
      aria-label={t("timeline.name")}
      aria-valuemin={0}
      aria-valuemax={1}
      aria-valuenow={0}
      aria-disabled={!hasRun}
      onPointerDown={(event) => {
        if (!hasRun || event.button !== 0) return;
        event.currentTarget.setPointerCapture(event.pointerId);
        drag(event);
      }}
      onPointerMove={(event) => {
        if (event.currentTarget.hasPointerCapture(event.pointerId)) drag(event);
      }}
      onKeyDown={(event) => hasRun && move(event)}
    />
  );
}

/** So near to the newest step that live is meant. */
const SNAP_PX = 6;

function drag(event: PointerEvent<HTMLCanvasElement>): void {
  const box = event.currentTarget.getBoundingClientRect();
  const { data } = watchedRun;
  const scale = timelineScale(data, box.width);
  const x = event.clientX - box.left;
  watchedRun.scrub(x >= scale.x(data.step) - SNAP_PX ? null : scale.step(x));
}

const MOVES: Record<string, () => number | null> = {
  ArrowLeft: () => nextFrame(-1),
  ArrowDown: () => nextFrame(-1),
  ArrowRight: () => nextFrame(1),
  ArrowUp: () => nextFrame(1),
  PageDown: () => nextEpoch(-1),
  PageUp: () => nextEpoch(1),
  Home: () => 0,
  End: () => null,
};

function move(event: KeyboardEvent): void {
  const target = MOVES[event.key];
  if (target === undefined) return;
  event.preventDefault();
  watchedRun.scrub(target());
}

import { useCallback, useEffect, useRef } from "react";
import { useTranslation } from "react-i18next";
import { watchedRun } from "@/api/runStore";
import type { Metric } from "@/schema/schema.gen";
import { count, measured, UNKNOWN } from "@/ui/format";
import { useMetricNames } from "../run/useMetricNames";
import { useRunData } from "../run/useRun";
import styles from "./CurveReading.module.css";
import { chartView } from "./chartView";

interface CurveReadingProps {
  metric: Metric;
}

/**
 * A curve's values at the pointed step, else at the playhead: smoothed train, then test. While pointing, the raw one too.
 *
 * The test value is of the last evaluation before; away from live it says its step.
 */
export function CurveReading({ metric }: CurveReadingProps) {
  const { t } = useTranslation("views");
  const names = useMetricNames();
  const train = useRef<HTMLSpanElement>(null);
  const test = useRef<HTMLSpanElement>(null);
  const draw = useCallback(() => {
    if (train.current === null || test.current === null) return;
    const { data } = watchedRun;
    const { pointed } = chartView.getState();
    const step = pointed ?? watchedRun.at;
    const write = (read: number | null) => measured(read, metric);
    const smooth = data.train.at(metric.name, step, "smooth");
    const raw = pointed === null ? "" : ` (${write(data.train.at(metric.name, step))})`;
    train.current.textContent = smooth === null ? UNKNOWN : write(smooth) + raw;
    const away = pointed !== null || watchedRun.summary.getState().playhead !== null;
    const evaluated = away ? data.test.stepBy(step) : null;
    const value = write(data.test.at(metric.name, step));
    test.current.textContent =
      evaluated === null ? value : t("evaluated", { value, step: count(evaluated) });
  }, [metric, t]);
  useRunData(["curves", "playhead"], draw);
  useEffect(() => chartView.subscribe(draw), [draw]);
  return (
    <span className={styles.reading}>
      <b>{names.short(metric)}</b> <span ref={train} className={styles.train} /> ·{" "}
      <span ref={test} />
    </span>
  );
}

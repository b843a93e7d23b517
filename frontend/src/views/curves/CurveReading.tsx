import { useCallback, useEffect, useRef } from "react";
import { useTranslation } from "react-i18next";
import { watchedRun } from "@/api/runStore";
import type { Metric } from "@/schema/schema.gen";
import { count, measured, UNKNOWN } from "@/ui/format";
import { useMetricNames } from "../run/useMetricNames";
import { useMetrics } from "../run/useMetrics";
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
    const { data } = watchedRun;
    const { pointed } = chartView.getState();
    const step = pointed ?? watchedRun.at;
    const write = (read: number | null) => measured(read, metric);
    const smooth = data.train.at(metric.name, step, "smooth");
    const raw = pointed === null ? "" : ` (${write(data.train.at(metric.name, step))})`;
    if (train.current !== null)
      train.current.textContent = smooth === null ? UNKNOWN : write(smooth) + raw;
    if (test.current === null) return;
    const away = pointed !== null || watchedRun.summary.getState().playhead !== null;
    const last = away ? data.test.stepBy(step) : null;
    const value = write(data.test.at(metric.name, step));
    test.current.textContent = last === null ? value : t("evaluated", { value, step: count(last) });
  }, [metric, t]);
  // Some are measured at each step alone, some at evaluations alone.
  const all = useMetrics().filter(({ name }) => name === metric.name);
  const [stepped, evaluated] = (["step", "evaluation"] as const).map((series) =>
    all.some((each) => each.series === series),
  );
  useRunData(["curves", "playhead"], draw);
  useEffect(() => chartView.subscribe(draw), [draw]);
  // biome-ignore lint/correctness/useExhaustiveDependencies: a reading that came to stand here is written at once
  useEffect(draw, [draw, stepped, evaluated]);
  return (
    <span className={styles.reading}>
      <b>{names.short(metric)}</b> {stepped && <span ref={train} className={styles.train} />}
      {stepped && evaluated && " · "}
      {evaluated && <span ref={test} />}
    </span>
  );
}

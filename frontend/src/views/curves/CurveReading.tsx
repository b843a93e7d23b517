import { useCallback, useEffect, useRef } from "react";
import { useTranslation } from "react-i18next";
import { watchedRun } from "@/api/runStore";
import { count, UNKNOWN } from "@/ui/format";
import { useRunData } from "../run/useRun";
import styles from "./CurveReading.module.css";
import { chartView } from "./chartView";

interface CurveReadingProps {
  metric: "loss" | "accuracy";
  name: string;
  write: (value: number | null) => string;
}

/**
 * A curve's values at the pointed step, else at the playhead: smoothed train, then test. While pointing, the raw one too.
 *
 * The test value is of the last evaluation before; away from live it says its step.
 */
export function CurveReading({ metric, name, write }: CurveReadingProps) {
  const { t } = useTranslation("views");
  const train = useRef<HTMLSpanElement>(null);
  const test = useRef<HTMLSpanElement>(null);
  const draw = useCallback(() => {
    if (train.current === null || test.current === null) return;
    const { data } = watchedRun;
    const { pointed } = chartView.getState();
    const step = pointed ?? watchedRun.at;
    const smooth = data.train.at(metric, step, "smooth");
    const raw = pointed === null ? "" : ` (${write(data.train.at(metric, step))})`;
    train.current.textContent = smooth === null ? UNKNOWN : write(smooth) + raw;
    const away = pointed !== null || watchedRun.summary.getState().playhead !== null;
    const evaluated = away ? data.test.stepBy(step) : null;
    const value = write(data.test.at(metric, step));
    test.current.textContent =
      evaluated === null ? value : t("evaluated", { value, step: count(evaluated) });
  }, [metric, write, t]);
  useRunData(["curves", "playhead"], draw);
  useEffect(() => chartView.subscribe(draw), [draw]);
  return (
    <span className={styles.reading}>
      <b>{name}</b> <span ref={train} className={styles.train} /> · <span ref={test} />
    </span>
  );
}

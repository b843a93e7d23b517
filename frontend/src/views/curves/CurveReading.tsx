import { useCallback, useEffect, useRef } from "react";
import { watchedRun } from "@/api/runStore";
import { UNKNOWN } from "@/ui/format";
import { useRunData } from "../run/useRun";
import styles from "./CurveReading.module.css";
import { chartView } from "./chartView";

interface CurveReadingProps {
  metric: "loss" | "accuracy";
  name: string;
  write: (value: number | null) => string;
}

/** A curve's values at the pointed step, else at the playhead: smoothed train, then test. While pointing, the raw one too. */
export function CurveReading({ metric, name, write }: CurveReadingProps) {
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
    test.current.textContent = write(data.test.at(metric, step));
  }, [metric, write]);
  useRunData(["curves", "playhead"], draw);
  useEffect(() => chartView.subscribe(draw), [draw]);
  return (
    <span className={styles.reading}>
      <b>{name}</b> <span ref={train} className={styles.train} /> · <span ref={test} />
    </span>
  );
}

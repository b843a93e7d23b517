import { useTranslation } from "react-i18next";
import { headlineOf } from "@/api/metrics";
import { curveOf, isOver } from "@/api/runFold";
import { watchedRun } from "@/api/runStore";
import { compact, count, duration, measured } from "@/ui/format";
import { useMetricNames } from "@/views/run/useMetricNames";
import { useRun } from "@/views/run/useRun";
import styles from "./Transport.module.css";

interface FigureProps {
  name: string;
  value: string;
  of?: string | undefined;
  /** Of which moment it is, where that is another than the step beside it. */
  at?: string | undefined;
  className?: string | undefined;
}

function Figure({ name, value, of, at, className }: FigureProps) {
  return (
    <div className={className}>
      <dt>{name}</dt>
      <dd>
        {value}
        {of !== undefined && <small> / {of}</small>}
        {at !== undefined && <small> · {at}</small>}
      </dd>
    </div>
  );
}

/**
 * Epoch, step, speed and time left; a reader who only watches sees the headline instead of the speed.
 *
 * In the past it is that of the last evaluation before the playhead, and says its step.
 */
export function Figures({ readOnly }: { readOnly: boolean }) {
  const { t } = useTranslation(["run", "views"]);
  const run = useRun((state) => state);
  const over = run.state !== null && isOver(run.state);
  const known = run.totalSteps > 0;
  const at = run.playhead ?? run.step;
  const epochs = Math.ceil(run.totalSteps / Math.max(1, run.stepsPerEpoch));
  const epoch = Math.min(
    epochs,
    Math.floor(Math.max(0, at - 1) / Math.max(1, run.stepsPerEpoch)) + 1,
  );
  const names = useMetricNames();
  const metric = headlineOf(run.metrics);
  const curve = curveOf(watchedRun.data, metric.series);
  const replaying = run.playhead !== null;
  const evaluated = replaying && metric.series === "evaluation" ? curve.stepBy(at) : null;
  return (
    <dl className={styles.figures}>
      <Figure
        name={t("run:figures.epoch")}
        value={known ? count(epoch) : count(null)}
        of={known ? count(epochs) : undefined}
      />
      <Figure
        name={t("run:figures.step")}
        value={known ? count(at) : count(null)}
        of={known ? count(run.totalSteps) : undefined}
      />
      {readOnly || replaying ? (
        <Figure
          name={names.full(metric)}
          value={measured(curve.at(metric.name, at), metric)}
          at={evaluated === null ? undefined : t("views:timeline.step", { step: count(evaluated) })}
        />
      ) : (
        <Figure
          className={styles.speed}
          name={t("run:figures.speed")}
          value={compact(run.samplesPerSecond || null)}
        />
      )}
      {over
        ? run.seconds > 0 && <Figure name={t("run:figures.took")} value={duration(run.seconds)} />
        : // What is left is counted from now, not from the step beside it.
          !replaying && <Figure name={t("run:figures.left")} value={duration(run.secondsLeft)} />}
    </dl>
  );
}

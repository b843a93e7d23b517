import { useTranslation } from "react-i18next";
import { isOver } from "@/api/runFold";
import { watchedRun } from "@/api/runStore";
import { compact, count, duration, percent } from "@/ui/format";
import { useRun } from "@/views/run/useRun";
import styles from "./Transport.module.css";

interface FigureProps {
  name: string;
  value: string;
  of?: string | undefined;
  className?: string | undefined;
}

function Figure({ name, value, of, className }: FigureProps) {
  return (
    <div className={className}>
      <dt>{name}</dt>
      <dd>
        {value}
        {of !== undefined && <small> / {of}</small>}
      </dd>
    </div>
  );
}

/** Epoch, step, speed and time left; a reader who only watches sees the accuracy instead of the speed. */
export function Figures({ readOnly }: { readOnly: boolean }) {
  const { t } = useTranslation("run");
  const run = useRun((state) => state);
  const over = run.state !== null && isOver(run.state);
  const known = run.totalSteps > 0;
  const at = run.playhead ?? run.step;
  const epochs = Math.ceil(run.totalSteps / Math.max(1, run.stepsPerEpoch));
  const epoch = Math.min(
    epochs,
    Math.floor(Math.max(0, at - 1) / Math.max(1, run.stepsPerEpoch)) + 1,
  );
  const accuracy = watchedRun.data.test.at("accuracy", at);
  return (
    <dl className={styles.figures}>
      <Figure
        name={t("figures.epoch")}
        value={known ? count(epoch) : count(null)}
        of={known ? count(epochs) : undefined}
      />
      <Figure
        name={t("figures.step")}
        value={known ? count(at) : count(null)}
        of={known ? count(run.totalSteps) : undefined}
      />
      {readOnly || run.playhead !== null ? (
        <Figure name={t("figures.testAccuracy")} value={percent(accuracy)} />
      ) : (
        <Figure
          className={styles.speed}
          name={t("figures.speed")}
          value={compact(run.samplesPerSecond || null)}
        />
      )}
      {over ? (
        run.seconds > 0 && <Figure name={t("figures.took")} value={duration(run.seconds)} />
      ) : (
        <Figure name={t("figures.left")} value={duration(run.secondsLeft)} />
      )}
    </dl>
  );
}

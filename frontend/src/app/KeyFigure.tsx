import { useTranslation } from "react-i18next";
import { headlineOf } from "@/api/metrics";
import { curveOf } from "@/api/runFold";
import { watchedRun } from "@/api/runStore";
import * as format from "@/ui/format";
import { useMetricNames } from "@/views/run/useMetricNames";
import { useMetrics } from "@/views/run/useMetrics";
import { useRun } from "@/views/run/useRun";
import styles from "./WatchAlong.module.css";

/** The one number, and how far the run is. In the past the number is of the last evaluation by then, and says its step. */
export function KeyFigure() {
  const { t } = useTranslation(["app", "views"]);
  const replaying = useRun((run) => run.playhead !== null);
  const step = useRun((run) => run.playhead ?? run.step);
  const total = useRun((run) => run.totalSteps);
  const metric = headlineOf(useMetrics());
  const names = useMetricNames();
  // Renders again with every reading of it.
  useRun((run) => run.headline);
  const curve = curveOf(watchedRun.data, metric.series);
  const evaluated = replaying && metric.series === "evaluation" ? curve.stepBy(step) : null;
  const [figure, unit] = format.measured(curve.at(metric.name, step), metric).split("\u00a0");
  return (
    <dl className={styles.key}>
      <div>
        <dt>
          {names.full(metric)}
          {evaluated !== null &&
            ` · ${t("views:timeline.step", { step: format.count(evaluated) })}`}
        </dt>
        <dd className={styles.figure}>
          {figure}
          {unit !== undefined && <small>{unit}</small>}
        </dd>
      </div>
      <div className={styles.steps}>
        <dt className="visually-hidden">{t("app:watch.step")}</dt>
        <dd>
          <b>{format.count(total > 0 ? step : null)}</b>
          <span>{t("app:watch.ofSteps", { total: format.count(total || null) })}</span>
        </dd>
      </div>
    </dl>
  );
}

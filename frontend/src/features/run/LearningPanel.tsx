import { useTranslation } from "react-i18next";
import { SMOOTHING } from "@/api/curve";
import { loss, percent } from "@/ui/format";
import { AccuracyChart } from "@/views/AccuracyChart";
import { CurveReading } from "@/views/CurveReading";
import { LossChart } from "@/views/LossChart";
import { useRun } from "@/views/useRun";
import styles from "./Dock.module.css";
import { Panel } from "./Panel";

/** Loss and accuracy, train and test. */
export function LearningPanel() {
  const { t } = useTranslation(["run", "views"]);
  const empty = useRun((run) => run.step === 0);
  return (
    <Panel
      title={t("run:panels.learning")}
      legend={
        <>
          <span className={styles.key}>{t("views:train")}</span>
          <span className={styles.key} data-test="true">
            {t("views:test")}
          </span>
        </>
      }
      reading={<span>{t("run:smoothing", { smoothing: SMOOTHING })}</span>}
    >
      <div className={styles.curves}>
        <div>
          {!empty && (
            <span className={styles.lossReading}>
              <CurveReading metric="loss" name={t("views:loss.short")} write={loss} />
            </span>
          )}
          {empty && (
            <p className={styles.hint}>
              <span>{t("run:curvesEmpty")}</span>
            </p>
          )}
          <LossChart />
        </div>
        <div>
          {!empty && (
            <span className={styles.accuracyReading}>
              <CurveReading metric="accuracy" name={t("views:accuracy.short")} write={percent} />
            </span>
          )}
          <AccuracyChart />
        </div>
      </div>
    </Panel>
  );
}

import { Maximize2, Minimize2 } from "lucide-react";
import { useTranslation } from "react-i18next";
import { SMOOTHING } from "@/api/curve";
import { loss, percent } from "@/ui/format";
import { IconButton } from "@/ui/IconButton";
import { AccuracyChart } from "@/views/AccuracyChart";
import { CurveReading } from "@/views/CurveReading";
import { LossChart } from "@/views/LossChart";
import { useRun } from "@/views/useRun";
import styles from "./Dock.module.css";
import { Panel } from "./Panel";

export interface PanelSize {
  large: boolean;
  onLarge: () => void;
}

/** Loss and accuracy, train and test. */
export function LearningPanel({ large, onLarge }: PanelSize) {
  const { t } = useTranslation(["run", "views"]);
  const empty = useRun((run) => run.step === 0);
  const Size = large ? Minimize2 : Maximize2;
  return (
    <Panel
      title={t("run:panels.learning")}
      large={large}
      onLarge={onLarge}
      legend={
        <>
          <span className={styles.key}>{t("views:train")}</span>
          <span className={styles.key} data-test="true">
            {t("views:test")}
          </span>
        </>
      }
      reading={
        <>
          <span>{t("run:smoothing", { smoothing: SMOOTHING })}</span>
          <IconButton
            size="sm"
            label={large ? t("run:panels.small") : t("run:panels.large")}
            shortcut="1"
            onClick={onLarge}
          >
            <Size />
          </IconButton>
        </>
      }
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

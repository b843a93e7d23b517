import { Menu } from "@mantine/core";
import { Check, Download } from "lucide-react";
import { Fragment } from "react";
import { useTranslation } from "react-i18next";
import { useStore } from "zustand";
import { useDocument } from "@/graph/documentStore";
import { ROOMS } from "@/ui/actions";
import { loss, percent } from "@/ui/format";
import { AccuracyChart } from "@/views/curves/AccuracyChart";
import { CurveReading } from "@/views/curves/CurveReading";
import { chartLook } from "@/views/curves/chartLook";
import { LossChart } from "@/views/curves/LossChart";
import { useRun } from "@/views/run/useRun";
import styles from "./Dock.module.css";
import { Panel } from "./Panel";
import { PanelReading } from "./PanelReading";
import { useCurveDeeds } from "./useCurveDeeds";

/** Loss and accuracy, train and test. */
export function LearningPanel() {
  const { t } = useTranslation(["run", "views"]);
  const readOnly = useDocument((state) => state.shared);
  const empty = useRun((run) => run.step === 0);
  const { log, smoothing } = useStore(chartLook);
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
      reading={
        <PanelReading
          long={t(log ? "run:smoothing" : "run:smoothingLinear", { smoothing })}
          short={log ? t("run:smoothingShort", { smoothing }) : String(smoothing)}
          room="wide"
        />
      }
      menu={<CurvesMenu />}
    >
      <div className={styles.curves} data-curves>
        <div>
          {!empty && (
            <span className={styles.lossReading}>
              <CurveReading metric="loss" name={t("views:loss.short")} write={loss} />
            </span>
          )}
          {empty && (
            <p className={styles.hint}>
              <span>{readOnly ? t("run:curvesNone") : t("run:curvesEmpty")}</span>
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

/** Axis, smoothing, and the curves to take home. */
function CurvesMenu() {
  const { t } = useTranslation(ROOMS);
  const { axis, smoothings, files } = useCurveDeeds();
  const choices = [[axis], smoothings];
  return (
    <>
      {choices.map(
        ([first, ...others]) =>
          first && (
            <Fragment key={first.id}>
              {[first, ...others].map(({ id, name, on, run }) => (
                <Menu.Item
                  key={id}
                  leftSection={on ? <Check size={14} /> : <i className={styles.tick} />}
                  closeMenuOnClick={false}
                  onClick={run}
                >
                  {name(t)}
                </Menu.Item>
              ))}
              <Menu.Divider />
            </Fragment>
          ),
      )}
      {files.map(({ id, name, why, run }) => (
        <Menu.Item
          key={id}
          leftSection={<Download size={14} />}
          disabled={why !== null}
          onClick={run}
        >
          {name(t)}
        </Menu.Item>
      ))}
    </>
  );
}

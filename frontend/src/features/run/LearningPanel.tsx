import { Menu } from "@mantine/core";
import { Check, Download } from "lucide-react";
import { Fragment, lazy, Suspense } from "react";
import { useTranslation } from "react-i18next";
import { useStore } from "zustand";
import { useDocument } from "@/graph/documentStore";
import { variantsOf } from "@/graph/variants";
import { ROOMS } from "@/ui/actions";
import { patiently } from "@/ui/patiently";
import { CurveReading } from "@/views/curves/CurveReading";
import { chartLook } from "@/views/curves/chartLook";
import { MetricChart } from "@/views/curves/MetricChart";
import { rivals } from "@/views/curves/rivals";
import { useCharts } from "@/views/curves/useCharts";
import { useRun } from "@/views/run/useRun";
import styles from "./Dock.module.css";
import { Panel } from "./Panel";
import { PanelReading } from "./PanelReading";
import { useCurveDeeds } from "./useCurveDeeds";

const Members = lazy(() =>
  patiently(() => import("./variants/Members")).then(({ Members }) => ({ default: Members })),
);

/** What the run on screen is measured by, by step and by evaluation: loss and accuracy, train and test. */
export function LearningPanel() {
  const { t } = useTranslation(["run", "views"]);
  const readOnly = useDocument((state) => state.shared);
  const variants = useDocument((state) => variantsOf(state.document));
  const compared = useStore(rivals, ({ own }) => own !== null);
  const alone = useStore(rivals, ({ others }) => others.length === 0);
  const empty = useRun((run) => run.step === 0);
  const smoothing = useStore(chartLook, (look) => look.smoothing);
  const { charts, log } = useCharts();
  return (
    <Panel
      title={t("run:panels.learning")}
      legend={
        <>
          <span className={styles.key}>{t("views:train")}</span>
          <span className={styles.key} data-test={!compared} data-bold={compared}>
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
      <div className={styles.stack}>
        <Suspense>{variants.length > 0 && <Members variants={variants} />}</Suspense>
        <div
          className={styles.curves}
          data-curves
          data-compared={compared}
          style={{
            gridTemplateRows: charts.map((_, at) => (at === 0 ? "1.5fr" : "1fr")).join(" "),
          }}
        >
          {charts.map((metric, at) => (
            <div key={metric.name}>
              {!empty && (
                <span className={styles.curveReading} data-better={metric.better}>
                  <CurveReading metric={metric} />
                </span>
              )}
              {empty && alone && at === 0 && (
                <p className={styles.hint}>
                  <span>{readOnly ? t("run:curvesNone") : t("run:curvesEmpty")}</span>
                </p>
              )}
              <MetricChart metric={metric} xAxis={at === charts.length - 1} />
            </div>
          ))}
        </div>
      </div>
    </Panel>
  );
}

/** Axis, smoothing, and the curves to take home. */
function CurvesMenu() {
  const { t } = useTranslation(ROOMS);
  const { axes, smoothings, files } = useCurveDeeds();
  const choices = [axes, smoothings];
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

import { Menu } from "@mantine/core";
import { Check, Download } from "lucide-react";
import { type RefObject, useRef } from "react";
import { useTranslation } from "react-i18next";
import { useStore } from "zustand";
import { watchedRun } from "@/api/runStore";
import { documentStore, useDocument } from "@/graph/documentStore";
import { loss, percent } from "@/ui/format";
import { AccuracyChart } from "@/views/curves/AccuracyChart";
import { CurveReading } from "@/views/curves/CurveReading";
import { chartLook, SMOOTHINGS } from "@/views/curves/chartLook";
import type { ChartWords } from "@/views/curves/curveExport";
import { LossChart } from "@/views/curves/LossChart";
import { useRun } from "@/views/run/useRun";
import styles from "./Dock.module.css";
import { Panel } from "./Panel";
import { PanelReading } from "./PanelReading";
import { useRuns } from "./useRuns";

/** Loss and accuracy, train and test. */
export function LearningPanel() {
  const { t } = useTranslation(["run", "views"]);
  const readOnly = useDocument((state) => state.shared);
  const empty = useRun((run) => run.step === 0);
  const { log, smoothing } = useStore(chartLook);
  const charts = useRef<HTMLDivElement>(null);
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
      menu={<CurvesMenu charts={charts} empty={empty} />}
    >
      <div className={styles.curves} ref={charts}>
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

function fileName(ending: string): string {
  const title = documentStore.getState().document?.title || "layerlab";
  return `${title.replace(/[^\p{L}\p{N}]+/gu, "-")}-curves.${ending}`;
}

/** What stands on a picture of the curves, so that it can be read without the page. */
function usePngWords(): ChartWords {
  const { t } = useTranslation(["run", "views"]);
  const { log, smoothing } = useStore(chartLook);
  const title = useDocument((state) => state.document?.title ?? "");
  const open = useRun((run) => run.run);
  const number = useRuns().find((run) => run.id === open)?.number;
  const smoothed = smoothing === 0 ? "" : ` · ${t("run:curves.smoothing", { smoothing })}`;
  const name = title || "Layerlab";
  return {
    title: number === undefined ? name : t("run:curves.pngTitle", { title: name, number }),
    train: t("views:train") + smoothed,
    test: t("views:test"),
    vertical: [t(log ? "run:curves.lossLog" : "views:loss.short"), t("views:accuracy.short")],
    horizontal: t("run:curves.step"),
  };
}

/** Axis, smoothing, and the curves to take home. */
function CurvesMenu({ charts, empty }: { charts: RefObject<HTMLElement | null>; empty: boolean }) {
  const { t } = useTranslation(["run", "views"]);
  const { log, smoothing } = useStore(chartLook);
  const words = usePngWords();
  const tick = (shown: boolean) => (shown ? <Check size={14} /> : <i className={styles.tick} />);
  const save = async (ending: "png" | "csv") => {
    const made = await import("@/views/curves/curveExport");
    const blob =
      ending === "csv"
        ? new Blob([made.curvesCsv(watchedRun.data)], { type: "text/csv" })
        : charts.current && (await made.chartsPng(charts.current, words));
    if (blob) made.save(blob, fileName(ending));
  };
  return (
    <>
      <Menu.Item
        leftSection={tick(log)}
        closeMenuOnClick={false}
        onClick={() => chartLook.setState({ log: !log })}
      >
        {t("run:curves.log")}
      </Menu.Item>
      <Menu.Divider />
      {SMOOTHINGS.map((each) => (
        <Menu.Item
          key={each}
          leftSection={tick(each === smoothing)}
          closeMenuOnClick={false}
          onClick={() => chartLook.setState({ smoothing: each })}
        >
          {each === 0 ? t("run:curves.raw") : t("run:curves.smoothing", { smoothing: each })}
        </Menu.Item>
      ))}
      <Menu.Divider />
      <Menu.Item
        leftSection={<Download size={14} />}
        disabled={empty}
        onClick={() => void save("png")}
      >
        {t("run:curves.png")}
      </Menu.Item>
      <Menu.Item
        leftSection={<Download size={14} />}
        disabled={empty}
        onClick={() => void save("csv")}
      >
        {t("run:curves.csv")}
      </Menu.Item>
    </>
  );
}

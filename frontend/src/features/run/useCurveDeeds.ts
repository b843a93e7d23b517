/** What can be done with the curves: for their menu and for the command palette. */
import { useTranslation } from "react-i18next";
import { useStore } from "zustand";
import { watchedRun } from "@/api/runStore";
import { documentStore, useDocument } from "@/graph/documentStore";
import type { Action } from "@/ui/actions";
import { chartLook, SMOOTHINGS } from "@/views/curves/chartLook";
import type { ChartWords } from "@/views/curves/curveExport";
import { useCharts } from "@/views/curves/useCharts";
import { useMetricNames } from "@/views/run/useMetricNames";
import { useRun } from "@/views/run/useRun";
import { useRuns } from "./useRuns";

function fileName(ending: string): string {
  const title = documentStore.getState().document?.title || "layerlab";
  return `${title.replace(/[^\p{L}\p{N}]+/gu, "-")}-curves.${ending}`;
}

/** What stands on a picture of the curves, so that it can be read without the page. */
function usePngWords(): ChartWords {
  const { t } = useTranslation(["run", "views"]);
  const names = useMetricNames();
  const { charts, log } = useCharts();
  const smoothing = useStore(chartLook, (look) => look.smoothing);
  const title = useDocument((state) => state.document?.title ?? "");
  const open = useRun((run) => run.run);
  const number = useRuns().find((run) => run.id === open)?.number;
  const smoothed = smoothing === 0 ? "" : ` · ${t("run:curves.smoothing", { smoothing })}`;
  const name = title || "Layerlab";
  return {
    title: number === undefined ? name : t("run:curves.pngTitle", { title: name, number }),
    train: t("views:train") + smoothed,
    test: t("views:test"),
    vertical: charts.map((metric) => {
      const name = names.short(metric);
      return log && metric.axis === "log" ? t("run:curves.onLog", { name }) : name;
    }),
    horizontal: t("run:curves.step"),
  };
}

const sheet = () => document.querySelector<HTMLElement>("[data-curves]");

interface CurveDeeds {
  /** None where no chart can have a log axis. */
  readonly axes: readonly Action[];
  readonly smoothings: readonly Action[];
  /** Of the curves on screen. */
  readonly files: readonly Action[];
}

/** Axis, smoothing, and the curves to take home. */
export function useCurveDeeds(): CurveDeeds {
  const smoothing = useStore(chartLook, (look) => look.smoothing);
  const { canBeLog, log } = useCharts();
  const words = usePngWords();
  const empty = useRun((run) => run.step === 0);
  const save = async (ending: "png" | "csv") => {
    const made = await import("@/views/curves/curveExport");
    const drawn = sheet();
    const blob =
      ending === "csv"
        ? new Blob([made.curvesCsv(watchedRun.data)], { type: "text/csv" })
        : drawn && (await made.chartsPng(drawn, words));
    if (blob) made.save(blob, fileName(ending));
  };
  const axis: Action = {
    id: "curves-log",
    section: "views",
    name: (t) => t("run:curves.log"),
    on: log,
    run: () => chartLook.setState({ log: !log }),
  };
  return {
    axes: canBeLog ? [axis] : [],
    smoothings: SMOOTHINGS.map((each) => ({
      id: `smoothing-${each}`,
      section: "views",
      name: (t) =>
        each === 0 ? t("run:curves.raw") : t("run:curves.smoothing", { smoothing: each }),
      on: each === smoothing,
      run: () => chartLook.setState({ smoothing: each }),
    })),
    files: (["png", "csv"] as const).map((ending) => ({
      id: `curves-${ending}`,
      section: "files",
      name: (t) => t(`run:curves.${ending}`),
      aside: (t) => t("run:panels.learning"),
      why: empty ? (t) => t("run:why.untrained") : null,
      run: () => void save(ending),
    })),
  };
}

import { useCallback } from "react";
import { useTranslation } from "react-i18next";
import { useStore } from "zustand";
import type { Metric } from "@/schema/schema.gen";
import { measured, percent } from "@/ui/format";
import { useMetricNames } from "../run/useMetricNames";
import { CurveChart } from "./CurveChart";
import {
  type ChartData,
  evenSplits,
  linearRange,
  logRange,
  logSplits,
  type Range,
  shareRange,
} from "./chartData";
import { chartLook } from "./chartLook";
import type { Axis } from "./chartOptions";
import { curveTwin } from "./curveTwin";
import { useReferences } from "./useReferences";

function label(value: number): string {
  const size = Math.abs(value);
  const long = size !== 0 && (size < 1e-3 || size >= 1e4);
  return (long ? value.toExponential().replace("+", "") : String(value)).replace(/-/g, "\u2212");
}

const LOOKS: Record<Metric["axis"], { axis: Axis; range: (data: ChartData) => Range }> = {
  log: { axis: { log: true, splits: logSplits, label }, range: logRange },
  linear: { axis: { log: false, splits: evenSplits, label }, range: linearRange },
  share: {
    axis: {
      log: false,
      splits: ({ min }: Range) => (min > 0 ? [0.8, 0.9, 1] : [0, 0.5, 1]),
      label: (value) => percent(value, 0),
    },
    range: shareRange,
  },
};

interface MetricChartProps {
  metric: Metric;
  xAxis?: boolean;
}

/**
 * A metric by step, with that of its name by evaluation; drawn as it is declared.
 *
 * A log axis is one unless the reader wants a linear one; that of a share opens to 80–100 % once the curve is there.
 */
export function MetricChart({ metric, xAxis = false }: MetricChartProps) {
  const { t } = useTranslation("views");
  const names = useMetricNames();
  const references = useReferences(metric);
  const twin = useCallback(() => {
    const columns = { step: t("step"), train: t("train"), test: t("test") };
    return curveTwin(metric.name, columns, (value) => measured(value, metric), references);
  }, [t, metric, references]);
  const log = useStore(chartLook, (look) => look.log);
  const look = LOOKS[metric.axis === "log" && !log ? "linear" : metric.axis];
  return (
    <CurveChart label={names.chart(metric)} {...{ metric, ...look, xAxis, references, twin }} />
  );
}

import { useMemo } from "react";
import { useStore } from "zustand";
import { chartsOf } from "@/api/metrics";
import type { Metric } from "@/schema/schema.gen";
import { useMetrics } from "../run/useMetrics";
import { chartLook } from "./chartLook";

interface Charts {
  /** A chart for each metric of the run on screen that has one. */
  charts: readonly Metric[];
  /** Some of them can have a log axis. */
  canBeLog: boolean;
  /** And have it, since the reader wants it. */
  log: boolean;
}

export function useCharts(): Charts {
  const metrics = useMetrics();
  const charts = useMemo(() => chartsOf(metrics), [metrics]);
  const wanted = useStore(chartLook, (look) => look.log);
  const canBeLog = charts.some(({ axis }) => axis === "log");
  return { charts, canBeLog, log: wanted && canBeLog };
}

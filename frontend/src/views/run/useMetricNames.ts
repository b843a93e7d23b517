import { useMemo } from "react";
import { useTranslation } from "react-i18next";
import type { Metric } from "@/schema/schema.gen";

type Named = Pick<Metric, "name" | "series">;

/** What the reader calls a metric. One that the texts don't know keeps the name that its algorithm gave it. */
export interface MetricNames {
  /** Beside its curve. */
  short: (metric: Named) => string;
  /** Its chart. */
  chart: (metric: Named) => string;
  /** A value of it, away from its chart. */
  full: (metric: Named) => string;
  /** The same within a line. */
  inline: (metric: Named) => string;
  best: (metric: Named) => string;
}

const KNOWN = ["loss", "accuracy"] as const;

/** Names that are written as one writes them by hand. */
const SIGNS: Readonly<Record<string, string>> = { r2: "R²" };

function known(name: string) {
  return KNOWN.find((each) => each === name) ?? "other";
}

const written = (name: string) => ({ name: SIGNS[name] ?? name });

export function useMetricNames(): MetricNames {
  const { t } = useTranslation("views");
  return useMemo(() => {
    const short = ({ name }: Named) => t(`metrics.${known(name)}.short`, written(name));
    const tested = (form: "test" | "inline", metric: Named) =>
      metric.series === "step"
        ? short(metric)
        : t(`metrics.${known(metric.name)}.${form}`, written(metric.name));
    return {
      short,
      chart: ({ name }) => t(`metrics.${known(name)}.chart`, written(name)),
      full: (metric) => tested("test", metric),
      inline: (metric) => tested("inline", metric),
      best: (metric) =>
        metric.series === "step"
          ? t("metrics.best", { name: short(metric) })
          : t(`metrics.${known(metric.name)}.best`, written(metric.name)),
    };
  }, [t]);
}

import { useMemo } from "react";
import { useTranslation } from "react-i18next";
import { roleOf } from "@/api/metrics";
import type { Metric } from "@/schema/schema.gen";
import { useRoleName } from "@/ui/useRoleName";

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

const KNOWN = ["loss", "accuracy", "balanced_accuracy", "perplexity", "distance"] as const;
type Form = "short" | "chart" | "test" | "inline" | "best";

/** Names that are written as one writes them by hand. */
const SIGNS: Readonly<Record<string, string>> = {
  r2: "R²",
  ap50: "AP50",
  ap: "AP50–95",
  rmse: "RMSE",
  mae: "MAE",
  rmse_first: "RMSE (+1)",
  rmse_last: "RMSE (max)",
};

function known(name: string) {
  return KNOWN.find((each) => each === name) ?? "other";
}

const written = (name: string) => ({ name: SIGNS[name] ?? name });

export function useMetricNames(): MetricNames {
  const { t } = useTranslation("views");
  const roleName = useRoleName();
  return useMemo(() => {
    const plain = (form: Form, name: string) => t(`metrics.${known(name)}.${form}`, written(name));
    /** That of one of several networks: "Generator loss", "test generator loss". */
    const owned = (form: Form, role: string, name: string) => {
      const of = { role: roleName(role), name: lower(plain("short", name)) };
      const whole = t("metrics.owned.short", of);
      if (form === "short") return whole;
      return t(`metrics.owned.${form}`, { name: form === "chart" ? whole : lower(whole) });
    };
    const said = (form: Form, { name }: Named) => {
      const role = roleOf(name);
      return role === "" ? plain(form, name) : owned(form, role, name.slice(role.length + 1));
    };
    const tested = (form: "test" | "inline", metric: Named) =>
      said(metric.series === "step" ? "short" : form, metric);
    return {
      short: (metric) => said("short", metric),
      chart: (metric) => said("chart", metric),
      full: (metric) => tested("test", metric),
      inline: (metric) => tested("inline", metric),
      best: (metric) =>
        metric.series === "step"
          ? t("metrics.best", { name: said("short", metric) })
          : said("best", metric),
    };
  }, [t, roleName]);
}

/** Within a line; signs such as R² stay as they are. */
function lower(words: string): string {
  return /^\p{Lu}\p{Ll}/u.test(words) ? words.charAt(0).toLowerCase() + words.slice(1) : words;
}

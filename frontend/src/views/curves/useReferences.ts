import { useMemo } from "react";
import { useTranslation } from "react-i18next";
import type { Metric } from "@/schema/schema.gen";
import { useMetrics } from "../run/useMetrics";
import type { ReferenceLine } from "./drawReferences";

const KNOWN = ["even", "frequencies", "back_1", "back_2", "back_4"] as const;

/** What the run's log says that something simpler comes to by this measure. */
export function useReferences({ name }: Metric): readonly ReferenceLine[] {
  const { t } = useTranslation("views");
  const metrics = useMetrics();
  return useMemo(
    () =>
      metrics
        .filter((metric) => metric.name === name)
        .flatMap(({ references = [] }) => references)
        .map((reference) => {
          const known = KNOWN.find((each) => each === reference.name);
          return {
            label: known === undefined ? reference.name : t(`references.${known}`),
            value: reference.value,
          };
        }),
    [metrics, name, t],
  );
}

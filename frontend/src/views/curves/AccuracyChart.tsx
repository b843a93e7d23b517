import { useCallback } from "react";
import { useTranslation } from "react-i18next";
import { percent } from "@/ui/format";
import { CurveChart } from "./CurveChart";
import { accuracyRange, type Range } from "./chartData";
import type { Axis } from "./chartOptions";
import { curveTwin } from "./curveTwin";

const AXIS: Axis = {
  log: false,
  splits: ({ min }: Range) => (min > 0 ? [0.8, 0.9, 1] : [0, 0.5, 1]),
  label: (value) => percent(value, 0),
};

/** The accuracy by step; the axis opens to 80–100 % once the curve is there. */
export function AccuracyChart({ xAxis = true }: { xAxis?: boolean }) {
  const { t } = useTranslation("views");
  const twin = useCallback(
    () => curveTwin("accuracy", { step: t("step"), train: t("train"), test: t("test") }, percent),
    [t],
  );
  const label = t("accuracy.name");
  return (
    <CurveChart metric="accuracy" axis={AXIS} range={accuracyRange} {...{ xAxis, label, twin }} />
  );
}

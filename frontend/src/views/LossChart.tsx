import { useCallback } from "react";
import { useTranslation } from "react-i18next";
import { loss } from "@/ui/format";
import { CurveChart } from "./CurveChart";
import { lossRange, lossSplits } from "./chartData";
import type { Axis } from "./chartOptions";
import { curveTwin } from "./curveTwin";

const AXIS: Axis = {
  log: true,
  splits: lossSplits,
  label: (value) =>
    value < 1e-3 || value >= 1e4
      ? value.toExponential().replace("+", "").replace("-", "\u2212")
      : String(value),
};

/** The loss by step, on a log axis. */
export function LossChart({ xAxis = false }: { xAxis?: boolean }) {
  const { t } = useTranslation("views");
  const twin = useCallback(
    () => curveTwin("loss", { step: t("step"), train: t("train"), test: t("test") }, loss),
    [t],
  );
  const label = t("loss.name");
  return <CurveChart metric="loss" axis={AXIS} range={lossRange} {...{ xAxis, label, twin }} />;
}

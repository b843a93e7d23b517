import { useCallback } from "react";
import { useTranslation } from "react-i18next";
import { useStore } from "zustand";
import { loss } from "@/ui/format";
import { CurveChart } from "./CurveChart";
import { evenSplits, linearRange, lossRange, lossSplits } from "./chartData";
import { chartLook } from "./chartLook";
import type { Axis } from "./chartOptions";
import { curveTwin } from "./curveTwin";

const label = (value: number) =>
  value !== 0 && (value < 1e-3 || value >= 1e4)
    ? value.toExponential().replace("+", "").replace("-", "\u2212")
    : String(value);

const LOG: Axis = { log: true, splits: lossSplits, label };
const LINEAR: Axis = { log: false, splits: evenSplits, label };

/** The loss by step, on a log axis unless the reader wants a linear one. */
export function LossChart({ xAxis = false }: { xAxis?: boolean }) {
  const { t } = useTranslation("views");
  const twin = useCallback(
    () => curveTwin("loss", { step: t("step"), train: t("train"), test: t("test") }, loss),
    [t],
  );
  const log = useStore(chartLook, (look) => look.log);
  const [axis, range] = log ? [LOG, lossRange] : [LINEAR, linearRange];
  return <CurveChart metric="loss" label={t("loss.name")} {...{ axis, range, xAxis, twin }} />;
}

import { useCallback, useMemo } from "react";
import { useTranslation } from "react-i18next";
import type { NodeHistogram } from "@/schema/schema.gen";
import { count } from "@/ui/format";
import { Figure, type Sheet } from "../canvas/Figure";
import { ShownStep } from "../canvas/ShownStep";
import { spreadOf } from "../layers/histogram";
import { histogramTwin } from "../layers/histogramTwin";
import styles from "../layers/LayerReadings.module.css";
import { paintHistogram } from "../layers/paintHistogram";
import { filmOf } from "../run/shown";
import { useShownFrame } from "../run/useShownFrame";

interface WeightsSectionProps {
  role: string;
  node: string;
  /** How many weights the layer has. */
  weights: number;
}

/** How far the first reading may lie behind the start and still tell how the weights began. */
const START_WITHIN_STEPS = 50;

function startOf(role: string, node: string): NodeHistogram | undefined {
  const first = filmOf("histograms", role)?.nearest(0);
  if (first === undefined || first.step > START_WITHIN_STEPS) return undefined;
  return first.frame.kind === "histograms" ? spreadOf(first.frame, "weights", node) : undefined;
}

/** How the chosen layer's weights are spread, over how they began; in windows that are tall enough. */
export function WeightsSection({ role, node, weights }: WeightsSectionProps) {
  const { t } = useTranslation("views");
  const reading = useShownFrame("histograms", role);
  const now = reading === null ? undefined : spreadOf(reading.frame, "weights", node);
  const start = useMemo(
    () => (now === undefined ? undefined : startOf(role, node)),
    [now, role, node],
  );
  const draw = useCallback(
    (sheet: Sheet) => {
      if (now !== undefined) paintHistogram(sheet, now, start);
    },
    [now, start],
  );
  if (now === undefined) return null;
  return (
    <section className={`${styles.section} ${styles.tall}`}>
      <div className={styles.head}>
        <h3>{t("weights.title")}</h3>
        <ShownStep step={reading?.step} />
        <span>
          {t(start === undefined ? "weights.all" : "weights.started", { all: count(weights) })}
        </span>
      </div>
      <div className={styles.weights}>
        <Figure
          label={t("weights.label", { node })}
          topics={[]}
          draw={draw}
          twin={() => histogramTwin(now, t)}
        />
      </div>
    </section>
  );
}

import { useCallback } from "react";
import { useTranslation } from "react-i18next";
import { count } from "@/ui/format";
import { Figure, type Sheet } from "../canvas/Figure";
import { ShownStep } from "../canvas/ShownStep";
import { type Measure, measureOf, paceOf, written } from "../layers/health";
import { spreadOf } from "../layers/histogram";
import { histogramTwin } from "../layers/histogramTwin";
import styles from "../layers/LayerReadings.module.css";
import { paintHistogram } from "../layers/paintHistogram";
import { useShownFrame } from "../run/useShownFrame";

interface RightNowSectionProps {
  role: string;
  node: string;
  kind: string;
  /** How many units it has: filters, features. */
  units: number;
}

/** The chosen layer's readings at the playhead. Nothing for layers without weights. */
export function RightNowSection({ role, node, kind, units }: RightNowSectionProps) {
  const { t } = useTranslation("views");
  const reading = useShownFrame("layer_health", role);
  const health = reading?.frame.nodes.find((each) => each.node === node);
  if (reading === null || health === undefined) return null;
  const state = (measure: Measure) => {
    if (health.fault !== "" && measureOf(health.fault) === measure) return "ill";
    const pace = paceOf(health.update_ratio, reading.frame.rate_share);
    return measure === "update" && (pace === "well" || pace === "slow") ? "well" : undefined;
  };
  const dead = units > 0 ? `${count(health.dead_share * units)} / ${count(units)}` : "–";
  return (
    <section className={styles.section}>
      <div className={styles.head}>
        <h3>{t("rightNow.title")}</h3>
        <span>{t("timeline.step", { step: count(reading.step) })}</span>
      </div>
      <dl className={styles.figures}>
        <dt>{t("rightNow.gradient")}</dt>
        <dd data-state={state("gradient")}>{written(health.gradient_norm, "gradient")}</dd>
        <dt>{t("rightNow.update")}</dt>
        <dd data-state={state("update")}>{written(health.update_ratio, "update")}</dd>
        <dt>{t(kind === "conv2d" ? "rightNow.deadMaps" : "rightNow.deadUnits")}</dt>
        <dd data-state={state("dead")}>{dead}</dd>
      </dl>
      <GradientSpread role={role} node={node} beside={reading.step} />
    </section>
  );
}

interface GradientSpreadProps {
  role: string;
  node: string;
  /** The step of the readings above it. */
  beside: number;
}

/** How the gradient of the layer's weights is spread, in windows that are tall enough. */
function GradientSpread({ role, node, beside }: GradientSpreadProps) {
  const { t } = useTranslation("views");
  const reading = useShownFrame("histograms", role);
  const now = reading === null ? undefined : spreadOf(reading.frame, "gradients", node);
  const draw = useCallback(
    (sheet: Sheet) => {
      if (now !== undefined) paintHistogram(sheet, now, undefined);
    },
    [now],
  );
  if (reading === null || now === undefined) return null;
  const label = t("gradient.spread", { node });
  return (
    <>
      {reading.step !== beside && <ShownStep step={reading.step} />}
      <div className={`${styles.weights} ${styles.tall}`}>
        <Figure label={label} topics={[]} draw={draw} twin={() => histogramTwin(now, t)} />
      </div>
    </>
  );
}

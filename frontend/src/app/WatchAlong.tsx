import { lazy, type ReactNode, Suspense } from "react";
import { useTranslation } from "react-i18next";
import { useStore } from "zustand";
import { hasSamples, isPlane } from "@/api/dataFields";
import { DrawingPanel } from "@/features/run/DrawingPanel";
import { Narration } from "@/features/run/Narration";
import { RunBand } from "@/features/run/RunBand";
import { RunStatus } from "@/features/run/RunStatus";
import { CostPanel, DepthPanel, FamilyPanel, FieldPanel } from "@/features/run/unrun/panels";
import { useDocument } from "@/graph/documentStore";
import { useFinds } from "@/graph/finds";
import { variantsOf } from "@/graph/variants";
import type { OriginBody } from "@/schema/schema.gen";
import * as format from "@/ui/format";
import { Markdown } from "@/ui/Markdown";
import { Origin } from "@/ui/Origin";
import { PanelBoundary } from "@/ui/PanelError";
import { patiently } from "@/ui/patiently";
import { CurveReading } from "@/views/curves/CurveReading";
import { MetricChart } from "@/views/curves/MetricChart";
import { rivals } from "@/views/curves/rivals";
import { useCharts } from "@/views/curves/useCharts";
import { NodeLarge } from "@/views/node/NodeLarge";
import { useDataset } from "@/views/run/useDataset";
import { useRun } from "@/views/run/useRun";
import { useToldRole } from "@/views/run/useSnapshot";
import { Timeline } from "@/views/timeline/Timeline";
import { Chooser } from "./Chooser";
import { KeyFigure } from "./KeyFigure";
import { LayerStrip } from "./LayerStrip";
import styles from "./WatchAlong.module.css";

const SurfacePanel = lazy(() =>
  patiently(() => import("@/features/run/SurfacePanel")).then((panel) => ({
    default: panel.SurfacePanel,
  })),
);

const BoxesPanel = lazy(() =>
  patiently(() => import("@/features/run/BoxesPanel")).then((panel) => ({
    default: panel.BoxesPanel,
  })),
);

const Members = lazy(() =>
  patiently(() => import("@/features/run/variants/Members")).then(({ Members }) => ({
    default: Members,
  })),
);
const ForecastPanel = lazy(() =>
  patiently(() => import("@/features/run/ForecastPanel")).then((panel) => ({
    default: panel.ForecastPanel,
  })),
);
const AheadPanel = lazy(() =>
  patiently(() => import("@/features/run/ForecastPanel")).then((panel) => ({
    default: panel.AheadPanel,
  })),
);

const WritingPanel = lazy(() =>
  patiently(() => import("@/features/run/WritingPanel")).then((panel) => ({
    default: panel.WritingPanel,
  })),
);

/** Without data there will be no run to watch: what is known of the network before one. */
const UNRUN = [CostPanel, DepthPanel, FieldPanel, FamilyPanel];

interface WatchAlongProps {
  top: ReactNode;
  title: string;
  /** Under the title: what this page is. */
  subtitle: string;
  /** What it was forked from. */
  origin?: OriginBody | null;
  /** What its owner wrote about it; empty where nothing. */
  notes: string;
  /** The two things that a thumb may press. */
  buttons: ReactNode;
}

/** A run on a phone: one column to watch, nothing to edit. */
export function WatchAlong(props: WatchAlongProps) {
  const { top, title, subtitle, origin = null, notes, buttons } = props;
  const { t } = useTranslation(["app", "run"]);
  const dataset = useDataset();
  const onPlane = isPlane(dataset);
  const finds = useFinds(useToldRole());
  // Before the check has told, all kinds are found.
  const findsBoxes = finds("detections") && !finds("confusion_matrix");
  const compared = useStore(rivals, ({ own }) => own !== null);
  const forecasts = finds("forecasts");
  const shapesOnly = dataset !== undefined && !hasSamples(dataset);
  return (
    <div className={styles.page}>
      {top}
      <main className={styles.main}>
        <div className={styles.head}>
          <h1 className={`${styles.title} two-lines`} title={title}>
            {title}
          </h1>
          <RunStatus />
        </div>
        <p className={styles.subtitle}>
          {subtitle}
          <Viewers />
        </p>
        {origin !== null && (
          <div className={styles.origin}>
            <Origin origin={origin} />
          </div>
        )}
        {notes.trim() !== "" && (
          <details className={styles.notes}>
            <summary>{t("notes.title")}</summary>
            <Markdown text={notes} />
          </details>
        )}
        {!shapesOnly && (
          <>
            <KeyFigure />
            <Family />
            <section aria-label={t("run:panels.learning")} data-compared={compared}>
              <PanelBoundary>
                <Charts />
                <p className={styles.legend} data-compared={compared}>
                  <span className={styles.train}>{t("watch.train")}</span>
                  <span className={styles.test}>{t("watch.test")}</span>
                </p>
              </PanelBoundary>
            </section>
          </>
        )}
        <PanelBoundary>
          <LayerStrip chooser={<Chooser />} />
        </PanelBoundary>
        {shapesOnly &&
          UNRUN.map((Each, at) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: always the same, in the same order
            <div key={at} className={styles.unrun}>
              <PanelBoundary>
                <Suspense>
                  <Each />
                </Suspense>
              </PanelBoundary>
            </div>
          ))}
        {onPlane && (
          <div className={styles.surface}>
            <PanelBoundary>
              <Suspense>
                <SurfacePanel />
              </Suspense>
            </PanelBoundary>
          </div>
        )}
        {finds("writing") && !finds("confusion_matrix") && (
          <div className={styles.boxes}>
            <PanelBoundary>
              <Suspense>
                <WritingPanel />
              </Suspense>
            </PanelBoundary>
          </div>
        )}
        {findsBoxes && (
          <div className={styles.boxes}>
            <PanelBoundary>
              <Suspense>
                <BoxesPanel />
              </Suspense>
            </PanelBoundary>
          </div>
        )}
        {forecasts &&
          [ForecastPanel, AheadPanel].map((Each, at) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: always the same, in the same order
            <div key={at} className={styles.boxes}>
              <PanelBoundary>
                <Suspense>
                  <Each />
                </Suspense>
              </PanelBoundary>
            </div>
          ))}
        {!shapesOnly && !forecasts && (
          <div className={styles.drawing}>
            <PanelBoundary>
              <Suspense>
                <DrawingPanel />
              </Suspense>
            </PanelBoundary>
          </div>
        )}
        <NodeLarge />
        <Narration />
      </main>
      <footer className={styles.foot}>
        <RunBand />
        <div className={styles.timeline}>
          <PanelBoundary>
            <Timeline />
          </PanelBoundary>
        </div>
        <div className={styles.buttons}>{buttons}</div>
      </footer>
    </div>
  );
}

function Viewers() {
  const { t } = useTranslation("run");
  const viewers = useRun((run) => run.viewers);
  if (viewers < 2) return null;
  return ` · ${t("viewers", { count: viewers, viewers: format.count(viewers) })}`;
}

/** Of a comparison: its variants, whose curves then lie over each other. */
function Family() {
  const variants = useDocument((state) => variantsOf(state.document));
  if (variants.length === 0) return null;
  return (
    <div className={styles.family}>
      <PanelBoundary>
        <Suspense>
          <Members variants={variants} />
        </Suspense>
      </PanelBoundary>
    </div>
  );
}

/** One below the other, each with where it stands. */
function Charts() {
  const { charts } = useCharts();
  return charts.map((metric, at) => (
    <div key={metric.name} className={styles.chart}>
      <span className={styles.reading} data-better={metric.better}>
        <CurveReading metric={metric} />
      </span>
      <MetricChart metric={metric} xAxis={at === charts.length - 1} />
    </div>
  ));
}

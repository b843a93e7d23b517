import { useReactFlow, useStore } from "@xyflow/react";
import { Map as MapSign, Maximize, Minus, Plus, StickyNote } from "lucide-react";
import { useTranslation } from "react-i18next";
import { memoryOf, totalsOf, useCheck } from "@/graph/checkStore";
import { useDocument } from "@/graph/documentStore";
import type { CheckedExperiment } from "@/schema/checked";
import * as format from "@/ui/format";
import { IconButton } from "@/ui/IconButton";
import { useRun } from "@/views/run/useRun";
import { toggleMap, useMapShown } from "./mapView";
import styles from "./Overlays.module.css";
import { fitAll, zoomBy } from "./viewport";

function secondsPerEpoch(run: {
  samplesPerSecond: number;
  stepsPerEpoch: number;
  batchSize: number;
}) {
  const { samplesPerSecond, stepsPerEpoch, batchSize } = run;
  return samplesPerSecond > 0
    ? Math.round((stepsPerEpoch * batchSize * 10) / samplesPerSecond) / 10
    : null;
}

/** The sum over all networks; undefined where a fault hides one of them. */
function sumOf(answer: CheckedExperiment | null, cost: "parameters" | "flops"): number | undefined {
  const networks = Object.values(answer?.networks ?? {}).map(totalsOf);
  const known = networks.filter((network) => network !== undefined);
  if (known.length === 0 || known.length < networks.length) return undefined;
  return known.reduce((sum, network) => sum + network[cost], 0);
}

/** What the networks cost, in one line. */
export function Facts() {
  const { t } = useTranslation("editor");
  const parameters = useCheck((state) => sumOf(state.answer, "parameters"));
  const flops = useCheck((state) => sumOf(state.answer, "flops"));
  const memory = useCheck((state) => memoryOf(state.answer));
  const seconds = useRun(secondsPerEpoch);
  const facts: { figure: string; exact: string; words: string }[] = [
    { figure: format.count(parameters), exact: "", words: t("facts.parameters") },
    {
      figure: format.compact(flops),
      exact: format.count(flops),
      words: t("facts.flops"),
    },
    { figure: format.bytes(memory), exact: "", words: t("facts.memory") },
  ];
  if (seconds !== null) {
    const figure = seconds < 60 ? `${format.decimal(seconds, 1)}\u00a0s` : format.duration(seconds);
    facts.push({ figure, exact: "", words: t("facts.epoch") });
  }
  return (
    <section className={styles.facts} aria-label={t("facts.label")}>
      {facts.map(({ figure, exact, words }) => (
        <span key={words} title={exact || undefined}>
          <b>{figure}</b> {words}
        </span>
      ))}
    </section>
  );
}

export function SignLegend() {
  const { t } = useTranslation("editor");
  return (
    <div className={styles.legend}>
      <span>{t("legend.negative")}</span>
      <i className={styles.ramp} />
      <span>{t("legend.positive")}</span>
      <span className={styles.quiet}>{t("legend.scale")}</span>
    </div>
  );
}

export function ZoomControl() {
  const { t } = useTranslation("editor");
  const flow = useReactFlow();
  const percent = useStore((state) => Math.round(state.transform[2] * 100));
  const readOnly = useDocument((state) => state.readOnly);
  const mapped = useMapShown();
  return (
    <div className={styles.float}>
      {!readOnly && (
        <IconButton
          size="sm"
          label={t("keys.comment")}
          shortcut="N"
          onClick={() =>
            void import("../annotations/commenting").then(({ writeComment }) => writeComment(flow))
          }
        >
          <StickyNote />
        </IconButton>
      )}
      <IconButton
        size="sm"
        label={t("keys.map")}
        shortcut="M"
        aria-pressed={mapped}
        onClick={toggleMap}
      >
        <MapSign />
      </IconButton>
      <i className={styles.rule} />
      <IconButton size="sm" label={t("zoom.out")} onClick={() => zoomBy(flow.zoomOut)}>
        <Minus />
      </IconButton>
      <span className={styles.percent}>{t("zoom.level", { percent })}</span>
      <IconButton size="sm" label={t("zoom.in")} onClick={() => zoomBy(flow.zoomIn)}>
        <Plus />
      </IconButton>
      <IconButton size="sm" label={t("zoom.fit")} shortcut="F" onClick={() => fitAll(flow)}>
        <Maximize />
      </IconButton>
    </div>
  );
}

import { Button } from "@mantine/core";
import { useStore } from "zustand";
import { targetField } from "@/api/dataFields";
import { nameOf } from "@/graph/sheet";
import type { Metric } from "@/schema/schema.gen";
import * as format from "@/ui/format";
import { useErrorText } from "@/ui/useErrorText";
import { useDataset } from "../run/useDataset";
import { useMetricNames } from "../run/useMetricNames";
import { useMetrics } from "../run/useMetrics";
import { useWithoutTexts } from "./useWithoutTexts";
import styles from "./Without.module.css";
import { asked, askWorth, keyOf, type Worth } from "./worth";

/** As many classes as there is room for. */
const MOST_CLASSES = 20;
/** A class of which all is told right, in pixels. */
const HIGH = 36;

/** What one layer is worth, as far as someone has asked. */
export function WorthOf({ id }: { id: string }) {
  const { t } = useWithoutTexts();
  const errorText = useErrorText();
  const key = keyOf(id);
  const worth = useStore(asked, (state) => state.worths.get(key));
  const asking = useStore(asked, (state) => state.asking.has(key));
  const failure = useStore(asked, (state) => state.failures.get(key));
  return (
    <div className={styles.worth} aria-live="polite">
      {worth && <Told worth={worth} node={nameOf(id)} />}
      {failure !== undefined && <p className={styles.note}>{errorText(failure)}</p>}
      <div className={styles.row}>
        {asking ? (
          <span className={styles.note}>{t("asking")}</span>
        ) : (
          <Button
            className={styles.plain}
            data-action="worth"
            size="compact-xs"
            variant="subtle"
            onClick={() => void askWorth(id)}
          >
            {t(worth ? "again" : "ask")}
          </Button>
        )}
        {worth && (
          <span className={styles.step}>{t("step", { step: format.count(worth.step) })}</span>
        )}
      </div>
    </div>
  );
}

/** The metric that an answer tells, as the run declares it. */
export function useToldMetric(name: string): Metric {
  const metric = useMetrics().find((each) => each.series === "evaluation" && each.name === name);
  return (
    metric ?? {
      name,
      series: "evaluation",
      unit: "none",
      better: "neither",
      axis: "linear",
      panel: "",
      headline: false,
    }
  );
}

function Told({ worth, node }: { worth: Worth; node: string }) {
  const { t } = useWithoutTexts();
  const metric = useToldMetric(worth.metric);
  const names = useMetricNames();
  const words = {
    node,
    metric: names.inline(metric),
    whole: format.measured(worth.whole, metric),
    without: format.measured(worth.without, metric),
  };
  const lost = t("lost", words);
  return (
    <>
      <p className={styles.said}>
        {worth.changed === null
          ? lost
          : t("both", {
              lost,
              changed: t("changed", { count: worth.changed, all: worth.samples }),
            })}
      </p>
      <Classes worth={worth} node={node} />
    </>
  );
}

/** The share of each class that is told right: with the layer in outline, without it filled. */
function Classes({ worth: { classes, classesWithout }, node }: { worth: Worth; node: string }) {
  const { t } = useWithoutTexts();
  const dataset = useDataset();
  const known = (dataset && targetField(dataset)?.names) ?? [];
  if (classes.length === 0 || classes.length > MOST_CLASSES) return null;
  const rows = [...classes].map((whole, at) => ({
    name: known[at] ?? String(at),
    whole,
    without: classesWithout[at] ?? 0,
  }));
  return (
    <table className={styles.classes} aria-label={t("classes", { node })}>
      <thead>
        <tr>
          <th scope="col">{t("class")}</th>
          <th scope="col">{t("with")}</th>
          <th scope="col">{t("without")}</th>
        </tr>
      </thead>
      <tbody>
        {rows.map(({ name, whole, without }) => (
          <tr key={name} title={`${name}: ${shareOf(whole)} → ${shareOf(without)}`}>
            <th scope="row">{name}</th>
            <td style={{ height: HIGH * finite(whole) }}>{shareOf(whole)}</td>
            <td style={{ height: HIGH * finite(without) }}>{shareOf(without)}</td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

const finite = (share: number): number => (Number.isFinite(share) ? share : 0);
const shareOf = (share: number): string =>
  Number.isFinite(share) ? format.percent(share, 0) : format.UNKNOWN;

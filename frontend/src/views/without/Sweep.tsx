import { Button } from "@mantine/core";
import { useStore } from "zustand";
import { reveal } from "@/graph/blocks/openedLooking";
import { documentStore, useSheet } from "@/graph/documentStore";
import { nameOf, placedAt } from "@/graph/sheet";
import { readingOrder } from "@/graph/walk";
import type { Metric } from "@/schema/schema.gen";
import * as format from "@/ui/format";
import { useMetricNames } from "../run/useMetricNames";
import { canSwitch } from "./switching";
import { useWithoutTexts } from "./useWithoutTexts";
import styles from "./Without.module.css";
import { useToldMetric } from "./WorthOf";
import { askAll, asked, endSweep, keyOf, type Worth } from "./worth";

/** Every layer that can be left out, one after the other: which of them matters. */
export function Sweep() {
  const { t } = useWithoutTexts();
  const sheet = useSheet();
  const sweep = useStore(asked, (state) => state.sweep);
  const worths = useStore(asked, (state) => state.worths);
  const able = readingOrder(sheet).filter(canSwitch);
  const told = able.flatMap((id) => {
    const worth = worths.get(keyOf(id));
    return worth === undefined ? [] : [{ id, worth }];
  });
  const metric = useToldMetric(told[0]?.worth.metric ?? "");
  const names = useMetricNames();
  if (able.length === 0) return null;
  return (
    <div className={styles.sweep}>
      <div className={styles.row}>
        {sweep === null ? (
          <Button
            className={styles.plain}
            size="compact-xs"
            variant="subtle"
            data-action="sweep"
            onClick={() => void askAll(able)}
          >
            {t("sweep.start")}
          </Button>
        ) : (
          <>
            <span className={styles.note} role="status">
              {t("sweep.progress", { done: sweep.done + 1, all: sweep.all })}
            </span>
            <Button size="compact-xs" variant="subtle" onClick={endSweep}>
              {t("sweep.end")}
            </Button>
          </>
        )}
      </div>
      {told.length > 1 && (
        <>
          <ol className={styles.bars} aria-label={t("sweep.title")}>
            {told.map(({ id, worth }) => (
              <Bar key={id} id={id} worth={worth} metric={metric} most={mostOf(told, metric)} />
            ))}
          </ol>
          <p className={styles.note}>{t("sweep.note", { metric: names.inline(metric) })}</p>
        </>
      )}
    </div>
  );
}

/** How much is lost without it; below 0 where the network does better so. */
const lossOf = ({ whole, without }: Worth, { better }: Metric): number =>
  better === "lower" ? without - whole : whole - without;

const mostOf = (told: readonly { worth: Worth }[], metric: Metric): number =>
  Math.max(1e-9, ...told.map(({ worth }) => Math.abs(lossOf(worth, metric))));

interface BarProps {
  id: string;
  worth: Worth;
  metric: Metric;
  /** What the longest bar stands for. */
  most: number;
}

function Bar({ id, worth, metric, most }: BarProps) {
  const { t } = useWithoutTexts();
  const lost = lossOf(worth, metric);
  const figure =
    metric.unit === "share" ? format.decimal(100 * lost, 1) : format.measured(lost, metric);
  const loss = metric.unit === "share" ? t("points", { figure }) : figure;
  const node = nameOf(id);
  return (
    <li>
      <button
        type="button"
        aria-label={t("sweep.row", { node, loss })}
        onClick={() => reveal(placedAt(documentStore.getState(), id))}
      >
        <span className={styles.name}>{node}</span>
        <span className={styles.track}>
          <i style={{ width: `${(100 * Math.abs(lost)) / most}%` }} data-gain={lost < 0} />
        </span>
        <span className={styles.figure}>{figure}</span>
      </button>
    </li>
  );
}

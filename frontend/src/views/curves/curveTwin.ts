import { watchedRun } from "@/api/runStore";
import { count } from "@/ui/format";
import type { TwinTable } from "../canvas/TextTwin";
import type { ReferenceLine } from "./drawReferences";
import { rivals, toldLine } from "./rivals";

const ROWS = 24;

interface Columns {
  step: string;
  train: string;
  test: string;
}

/** A metric's curve as a table: evenly spread steps, smoothed train beside test, and what stands beside it in the chart. */
export function curveTwin(
  metric: string,
  columns: Columns,
  write: (value: number | null) => string,
  references: readonly ReferenceLine[] = [],
): TwinTable {
  const { train, test, step } = watchedRun.data;
  const others = rivals.getState().others.map((rival) => ({
    name: rival.name,
    curve: toldLine(rival, metric).curve,
  }));
  const spread = Array.from({ length: ROWS }, (_, at) => Math.round((step * (at + 1)) / ROWS));
  const steps = [...new Set(spread)].filter((each) => each > 0);
  return {
    columns: [
      columns.step,
      columns.train,
      columns.test,
      ...others.map(({ name }) => name),
      ...references.map(({ label }) => label),
    ],
    rows: steps.map((each) => [
      count(each),
      write(train.at(metric, each, "smooth")),
      write(test.at(metric, each)),
      ...others.map(({ curve }) => write(curve.at(metric, each))),
      ...references.map(({ value }) => write(value)),
    ]),
  };
}

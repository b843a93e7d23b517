import { watchedRun } from "@/api/runStore";
import { count } from "@/ui/format";
import type { TwinTable } from "../canvas/TextTwin";

const ROWS = 24;

interface Columns {
  step: string;
  train: string;
  test: string;
}

/** A metric's curve as a table: evenly spread steps, smoothed train beside test. */
export function curveTwin(
  metric: string,
  columns: Columns,
  write: (value: number | null) => string,
): TwinTable {
  const { train, test, step } = watchedRun.data;
  const spread = Array.from({ length: ROWS }, (_, at) => Math.round((step * (at + 1)) / ROWS));
  const steps = [...new Set(spread)].filter((each) => each > 0);
  return {
    columns: [columns.step, columns.train, columns.test],
    rows: steps.map((each) => [
      count(each),
      write(train.at(metric, each, "smooth")),
      write(test.at(metric, each)),
    ]),
  };
}

import { CLASSIFIER } from "@/schema/metrics.gen";
import type { Metric } from "@/schema/schema.gen";

type Series = Metric["series"];

/** The first Layerlab called a series by the data that it came from; logs of then are sent as they were kept. */
const OF_OLD_LOGS: Readonly<Record<string, Series>> = { train: "step", test: "evaluation" };

export function seriesOf(name: string): Series {
  return OF_OLD_LOGS[name] ?? (name as Series);
}

/** What a value is called among the figures of a run: `train_loss`, `test_accuracy`. */
export function keyOf({ series, name }: Pick<Metric, "series" | "name">): string {
  return series === "step" ? `train_${name}` : `test_${name}`;
}

const isHeadline = (metric: Metric) => metric.headline;

/** The one that stands for the run. */
export function headlineOf(metrics: readonly Metric[]): Metric {
  return metrics.find(isHeadline) ?? (CLASSIFIER.find(isHeadline) as Metric);
}

/** What a step should lower; undefined where nothing is said of it. */
export function fallingByStep(metrics: readonly Metric[]): Metric | undefined {
  return metrics.find(({ series, better }) => series === "step" && better === "lower");
}

/** The learning rates, by the names that they are recorded by: with several networks `generator.learning_rate`. */
export function ratesOf(metrics: readonly Metric[]): string[] {
  return metrics.flatMap(({ unit, name }) => (unit === "rate" ? [name] : []));
}

/** The rate by which a network learns: its own, or the only one. */
export function rateOf(metrics: readonly Metric[], role: string): string {
  const rates = ratesOf(metrics);
  return rates.find((name) => roleOf(name) === role) ?? rates[0] ?? "";
}

/** Whose metric it is; empty where a run has only one network. */
export function roleOf(name: string): string {
  return name.slice(0, Math.max(0, name.lastIndexOf(".")));
}

/** What is drawn, one metric for each chart: that of the step and that of the evaluation share one. Panel by panel. */
export function chartsOf(metrics: readonly Metric[]): Metric[] {
  const drawn = metrics.filter(({ panel }) => panel !== "");
  const firsts = drawn.filter(
    (metric, at) => drawn.findIndex(({ name }) => name === metric.name) === at,
  );
  const panels = [...new Set(firsts.map(({ panel }) => panel))];
  return panels.flatMap((panel) => firsts.filter((metric) => metric.panel === panel));
}

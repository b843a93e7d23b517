import type { Exposure } from "@/api/film";
import type { LayerHealthFrame, NodeHealth } from "@/schema/schema.gen";
import { decimal, loss, percent, perMille } from "@/ui/format";

export type Measure = "gradient" | "update" | "dead";

export const MEASURES: readonly Measure[] = ["gradient", "update", "dead"];

interface Scale {
  /** The value's place on the axis; a logarithm for what spans decades. */
  place: (value: number) => number;
  low: number;
  high: number;
  /** Between these a layer is well. */
  band: readonly [number, number];
}

const decades = (value: number) => Math.log10(value + 1e-9);

const SCALES: Record<Measure, Scale> = {
  gradient: { place: decades, low: -2.6, high: 1, band: [0.05, 2] },
  update: { place: decades, low: -4.1, high: -2, band: [0.0005, 0.005] },
  dead: { place: (value) => value, low: 0, high: 1, band: [0, 0.25] },
};

export function measured(health: NodeHealth, measure: Measure): number {
  switch (measure) {
    case "gradient":
      return health.gradient_norm;
    case "update":
      return health.update_ratio;
    case "dead":
      return health.dead_share;
  }
}

/** From here on a reading has run away, and its digits say less than its magnitude. */
const RUNAWAY = 1000;

export function written(value: number, measure: Measure): string {
  switch (measure) {
    case "gradient":
      if (value >= RUNAWAY) return loss(value);
      return Math.abs(value) >= 0.01 ? decimal(value, 2) : loss(value);
    case "update":
      if (value * 1000 >= RUNAWAY) return `${loss(value * 1000)}\u00a0‰`;
      // Late in a schedule the pace is small, and not nothing.
      return value > 0 && value < 0.0001 ? `${decimal(value * 1000, 3)}\u00a0‰` : perMille(value);
    case "dead":
      return percent(value, 0);
  }
}

/** Height on the row, 0 at its foot to 1 at its head. */
export function height(value: number, measure: Measure): number {
  const { place, low, high } = SCALES[measure];
  const at = place(Number.isFinite(value) ? value : Number.POSITIVE_INFINITY);
  return Math.max(0, Math.min(1, (at - low) / (high - low)));
}

/** Foot and head of the healthy band. */
export function band(measure: Measure): readonly [number, number] {
  const [low, high] = SCALES[measure].band;
  return [height(low, measure), height(high, measure)];
}

export function isWell(value: number, measure: Measure): boolean {
  const [low, high] = SCALES[measure].band;
  return value >= low && value <= high;
}

/** One layer's way through the steps. */
export interface HealthLine {
  node: string;
  steps: number[];
  values: number[];
}

/** A line for each layer of the newest frame, in the order of the plan. */
export function healthLines(exposures: readonly Exposure[], measure: Measure): HealthLine[] {
  const lines = new Map<string, HealthLine>();
  for (const { step, frame } of exposures) {
    if (frame.kind !== "layer_health") continue;
    for (const health of frame.nodes) {
      let line = lines.get(health.node);
      if (line === undefined) {
        line = { node: health.node, steps: [], values: [] };
        lines.set(health.node, line);
      }
      line.steps.push(step);
      line.values.push(measured(health, measure));
    }
  }
  return [...lines.values()];
}

/** Smoothed over `span` steps, so that a trend is seen through the noise; readings far apart are left as they are. */
export function calmed({ steps, values }: Omit<HealthLine, "node">, span: number): number[] {
  let mean = Number.NaN;
  return values.map((value, at) => {
    const kept = Math.exp(((steps[at - 1] ?? 0) - (steps[at] ?? 0)) / span);
    mean = Number.isFinite(mean) ? mean * kept + value * (1 - kept) : value;
    return mean;
  });
}

/** The measure that shows a fault. */
export function measureOf(fault: NodeHealth["fault"]): Measure {
  if (fault === "dead_units") return "dead";
  return fault === "update_too_large" || fault === "update_too_small" ? "update" : "gradient";
}

/** Causes before what follows from them: behind units that are dead every gradient vanishes. */
const CAUSES: readonly NodeHealth["fault"][] = [
  "exploding_gradient",
  "update_too_large",
  "dead_units",
  "vanishing_gradient",
  "update_too_small",
];

/** The layers that something is wrong with, the most telling first; of one fault in the order of the plan. */
export function faulty(frame: LayerHealthFrame): NodeHealth[] {
  return frame.nodes
    .filter(({ fault }) => fault !== "")
    .sort((one, other) => CAUSES.indexOf(one.fault) - CAUSES.indexOf(other.fault));
}

import type { Exposure } from "@/api/film";
import { rule } from "@/schema/health.gen";
import type { LayerHealthFrame, NodeHealth } from "@/schema/schema.gen";
import { decimal, loss, percent, perMille } from "@/ui/format";

export type Measure = "gradient" | "update" | "dead" | "moved";

const JUDGED = ["gradient", "update", "dead"] as const satisfies readonly Measure[];

export const MEASURES: readonly Measure[] = [...JUDGED, "moved"];

/** What a frame tells of its layers; runs of before did not tell how far they have come. */
export function measuresOf({ nodes }: Pick<LayerHealthFrame, "nodes">): readonly Measure[] {
  return nodes.some(({ distance_moved: moved }) => typeof moved === "number") ? MEASURES : JUDGED;
}

interface Scale {
  /** The value's place on the axis; a logarithm for what spans decades. */
  place: (value: number) => number;
  low: number;
  high: number;
}

const decades = (value: number) => Math.log10(value + 1e-9);

const SCALES: Record<Measure, Scale> = {
  gradient: { place: decades, low: -4, high: 2.5 },
  update: { place: decades, low: -5.2, high: -0.8 },
  dead: { place: (value) => value, low: 0, high: 1 },
  // A little is seen, too, and twice the length of the first weights is the head of the row.
  moved: { place: Math.sqrt, low: 0, high: Math.SQRT2 },
};

/** Between these no fault is found, by the rule that the probe judges by; the gradient's foot hangs on the steepest. */
export function bounds(measure: Measure, steepest: number): readonly [number, number] {
  if (measure === "update") return rule.update;
  if (measure === "moved") return [0, 0];
  return measure === "dead" ? [0, rule.dead] : [rule.flat * steepest, rule.steep];
}

/** The longest gradient of a frame's layers. */
export function steepestIn(nodes: readonly NodeHealth[]): number {
  return Math.max(0, ...nodes.map((node) => node.gradient_norm));
}

export function measured(health: NodeHealth, measure: Measure): number {
  switch (measure) {
    case "gradient":
      return health.gradient_norm;
    case "update":
      return health.update_ratio;
    case "dead":
      return health.dead_share;
    case "moved":
      return health.distance_moved ?? 0;
  }
}

/** A layer that is held fast is neither well nor ill: it has no gradient and takes no step. */
const isStill = (node: NodeHealth) => node.frozen === true;

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
    case "moved":
      if (value >= RUNAWAY) return loss(value);
      return percent(value, value > 0 && value < 0.1 ? 1 : 0);
  }
}

/** Height on the row, 0 at its foot to 1 at its head. */
export function height(value: number, measure: Measure): number {
  const { place, low, high } = SCALES[measure];
  const at = place(Number.isFinite(value) ? value : Number.POSITIVE_INFINITY);
  return Math.max(0, Math.min(1, (at - low) / (high - low)));
}

/** Foot and head of the healthy band. */
export function band(measure: Measure, steepest: number): readonly [number, number] {
  const [low, high] = bounds(measure, steepest);
  return [height(low, measure), height(high, measure)];
}

/** `slow`: below the band only as far as the schedule holds the rate back. */
export type UpdatePace = "well" | "slow" | "high" | "low";

/** How a layer's step stands to the rule. A layer without a gradient takes none, and is no slower for it. */
export function paceOf(ratio: number, share: number | null | undefined): UpdatePace {
  const [low, high] = rule.update;
  if (ratio > high) return "high";
  if (ratio >= low || ratio === 0) return "well";
  return ratio >= low * (share ?? 1) ? "slow" : "low";
}

/** Whether each layer is well by every measure; else it is a fault once it has held. */
export function allWell({ nodes, rate_share: share }: LayerHealthFrame): boolean {
  const steepest = steepestIn(nodes);
  return nodes.every((node) => {
    if (isStill(node)) return true;
    const pace = paceOf(node.update_ratio, share);
    const kept = (["gradient", "dead"] as const).every((measure) => {
      const [low, high] = bounds(measure, steepest);
      const value = measured(node, measure);
      return value >= low && value <= high;
    });
    return kept && (pace === "well" || pace === "slow");
  });
}

/** Layers whose step is small because the rate is, and once was not: they come to rest. */
export function settling(frame: LayerHealthFrame, step: number, rates: RateAt): boolean {
  const { nodes, rate_share: share } = frame;
  const slow = nodes.some((node) => paceOf(node.update_ratio, share) === "slow");
  return slow && hasFallen(step, rates);
}

type RateAt = (step: number) => number | null | undefined;

/** A rate that is still rising is low too, and nothing settles then. */
function hasFallen(step: number, rateAt: RateAt): boolean {
  const now = rateAt(step) ?? 0;
  const before = Array.from({ length: 16 }, (_, at) => rateAt((step * at) / 16) ?? 0);
  return before.some((rate) => rate > now * 1.001);
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

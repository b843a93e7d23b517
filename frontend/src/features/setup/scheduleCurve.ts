/** The learning rate by step, as the worker computes it: closed forms, steps counted from 1. */

export interface Rates {
  base: number;
  totalSteps: number;
}

interface Warmed {
  warmup_steps: number;
  final_fraction: number;
}

export type Schedule = { kind: "constant" } | ({ kind: "cosine" } & Warmed);

function cosine(step: number, { base, totalSteps }: Rates, schedule: Warmed): number {
  const { warmup_steps: warmup, final_fraction: left } = schedule;
  if (step <= warmup) return (base * step) / (warmup + 1);
  const share = (step - 1 - warmup) / Math.max(1, totalSteps - warmup);
  return base * (left + (1 - left) * 0.5 * (1 + Math.cos(Math.PI * Math.min(1, share))));
}

export function rateAt(schedule: Schedule, step: number, rates: Rates): number {
  switch (schedule.kind) {
    case "constant":
      return rates.base;
    case "cosine":
      return cosine(step, rates, schedule);
  }
}

/** Evenly spread steps with their rates, the first and the last step among them. */
export function rateCurve(schedule: Schedule, rates: Rates, points: number) {
  const last = Math.max(2, rates.totalSteps);
  const count = Math.min(points, last);
  return Array.from({ length: count }, (_, at) => {
    const step = 1 + Math.round(((last - 1) * at) / (count - 1));
    return { step, rate: rateAt(schedule, step, rates) };
  });
}

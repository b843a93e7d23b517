/** The learning rate by step, as the worker computes it: closed forms, steps counted from 1. */

import type { AnySchedule, Cosine, OneCycle } from "@/schema/schema.gen";

export interface Rates {
  base: number;
  totalSteps: number;
  stepsPerEpoch: number;
}

export type Schedule = AnySchedule;

function cosine(step: number, { base, totalSteps }: Rates, schedule: Cosine): number {
  const { warmup_steps: warmup, final_fraction: left } = schedule;
  if (step <= warmup) return (base * step) / (warmup + 1);
  const share = (step - 1 - warmup) / Math.max(1, totalSteps - warmup);
  return base * (left + (1 - left) * 0.5 * (1 + Math.cos(Math.PI * Math.min(1, share))));
}

function oneCycle(step: number, { base, totalSteps }: Rates, schedule: OneCycle): number {
  const { rise_fraction: rise, initial_fraction: first, final_fraction: left } = schedule;
  const peak = Math.max(0, rise * totalSteps - 1);
  const along = (from: number, to: number, share: number) =>
    to + ((from - to) * (1 + Math.cos(Math.PI * share))) / 2;
  const place = step - 1;
  if (place < peak) return base * along(first, 1, place / peak);
  const share = (place - peak) / Math.max(1, totalSteps - 1 - peak);
  return base * along(1, left, Math.min(1, share));
}

export function rateAt(schedule: Schedule, step: number, rates: Rates): number {
  switch (schedule.kind) {
    case "constant":
    // Where it drops is not known before the run.
    case "plateau":
      return rates.base;
    case "cosine":
      return cosine(step, rates, schedule);
    case "step":
      return (
        rates.base *
        schedule.factor ** Math.floor((step - 1) / (schedule.every_epochs * rates.stepsPerEpoch))
      );
    case "multi_step": {
      const passed = schedule.milestones.filter((epoch) => step > epoch * rates.stepsPerEpoch);
      return rates.base * schedule.factor ** passed.length;
    }
    case "exponential":
      return rates.base * schedule.factor ** ((step - 1) / rates.stepsPerEpoch);
    case "one_cycle":
      return oneCycle(step, rates, schedule);
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

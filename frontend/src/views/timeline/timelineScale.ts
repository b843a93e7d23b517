import type { RunData } from "@/api/runFold";

/** Room for the playhead's head above, and for the epochs' names below. */
export const TOP = 15;
export const FOOT = 20;
export const LEFT = 6;
export const RIGHT = 10;

export interface TimelineScale {
  end: number;
  x: (step: number) => number;
  step: (x: number) => number;
}

export function timelineScale(data: RunData, width: number): TimelineScale {
  const end = Math.max(1, data.totalSteps, data.step);
  const room = Math.max(1, width - LEFT - RIGHT);
  return {
    end,
    x: (step) => LEFT + (room * step) / end,
    step: (x) => Math.round((Math.max(0, Math.min(room, x - LEFT)) / room) * end),
  };
}

/** Height of the silhouette, 0 to 1, for a loss. */
export function silhouette(loss: number): number {
  return Math.max(0, Math.min(1, (Math.log10(Math.max(loss, 0.02)) + 1.7) / 2.1));
}

/** First steps of the epochs, at most so many that their names have room. */
export function epochStarts(data: RunData, width: number): { epoch: number; step: number }[] {
  const { stepsPerEpoch } = data;
  if (stepsPerEpoch === 0) return [];
  const end = Math.max(data.totalSteps, data.step);
  const epochs = Math.max(1, Math.ceil(end / stepsPerEpoch));
  const every = Math.max(1, Math.ceil(epochs / Math.max(1, Math.floor(width / 64))));
  const starts: { epoch: number; step: number }[] = [];
  for (let epoch = 0; epoch < epochs; epoch += every) {
    starts.push({ epoch: epoch + 1, step: epoch * stepsPerEpoch });
  }
  return starts;
}

import { createStore } from "zustand/vanilla";
import { SMOOTHING } from "@/api/curve";
import { watchedRun } from "@/api/runStore";

interface ChartLook {
  /** The loss on a log axis. */
  log: boolean;
  /** Share of the smoothed curve that stays at each step; 0 is not smoothed. */
  smoothing: number;
}

export const SMOOTHINGS: readonly number[] = [0, 0.6, SMOOTHING, 0.98];

const KEY = "layerlab.curves";

function remembered(): ChartLook {
  const usual = { log: true, smoothing: SMOOTHING };
  try {
    const kept = JSON.parse(localStorage.getItem(KEY) ?? "{}");
    return {
      log: typeof kept.log === "boolean" ? kept.log : usual.log,
      smoothing: SMOOTHINGS.includes(kept.smoothing) ? kept.smoothing : usual.smoothing,
    };
  } catch {
    return usual;
  }
}

/** How the reader wants the curves; remembered in this browser. */
export const chartLook = createStore<ChartLook>(remembered);

watchedRun.smooth(chartLook.getState().smoothing);
chartLook.subscribe((look) => {
  watchedRun.smooth(look.smoothing);
  try {
    localStorage.setItem(KEY, JSON.stringify(look));
  } catch {
    // A browser that keeps nothing still draws them so for this visit.
  }
});

import { useCallback, useEffect, useState } from "react";
import { create } from "zustand";
import { watchedRun } from "@/api/runStore";

/** A whole run at speed 1 takes so long. */
const WHOLE_RUN_S = 40;
const REDUCED_FRAMES_PER_S = 2;

export const SPEEDS = [1, 2, 4, 8] as const;

interface ReplaySpeed {
  speed: number;
  faster: () => void;
}

export const useReplaySpeed = create<ReplaySpeed>((set, get) => ({
  speed: 2,
  faster: () => {
    const next = SPEEDS.findIndex((speed) => speed > get().speed);
    set({ speed: SPEEDS[next] ?? SPEEDS[0] });
  },
}));

export interface Replay {
  playing: boolean;
  toggle: () => void;
}

/** Plays the recorded run from the playhead on; at its end it is live again. */
export function useReplay(): Replay {
  const [playing, setPlaying] = useState(false);
  useEffect(() => {
    if (!playing) return;
    const calm = matchMedia("(prefers-reduced-motion: reduce)").matches;
    let last = performance.now();
    const playhead = () => watchedRun.summary.getState().playhead;
    let set = playhead();
    let exact = set ?? 0;
    let frame = 0;
    const advance = (now: number) => {
      frame = requestAnimationFrame(advance);
      // The reader took the playhead elsewhere: on from there, or back to live.
      const at = playhead();
      if (at !== set && at !== null) exact = at;
      set = at;
      if (at === null) {
        setPlaying(false);
        return;
      }
      if (calm && now - last < 1000 / REDUCED_FRAMES_PER_S) return;
      const { data } = watchedRun;
      const perSecond =
        (Math.max(1, data.totalSteps) / WHOLE_RUN_S) * useReplaySpeed.getState().speed;
      exact += ((now - last) / 1000) * perSecond;
      last = now;
      if (exact >= data.step) {
        setPlaying(false);
        watchedRun.scrub(null);
      } else watchedRun.scrub(exact);
      set = playhead();
    };
    frame = requestAnimationFrame(advance);
    return () => cancelAnimationFrame(frame);
  }, [playing]);
  const toggle = useCallback(() => {
    const { playhead, step } = watchedRun.summary.getState();
    if (step === 0) return;
    // From the end, or from live, it begins anew.
    if (!playing && (playhead === null || playhead >= watchedRun.data.step)) watchedRun.scrub(0);
    setPlaying(!playing);
  }, [playing]);
  return { playing, toggle };
}

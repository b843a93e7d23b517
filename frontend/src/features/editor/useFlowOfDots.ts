import { useRun } from "@/views/useRun";

const SHORTEST_MS = 1200;
const LONGEST_MS = 12_000;
/** The dots move on by two places in one turn of the animation. */
const DOTS_A_TURN = 2;
/** Every move paints all wires anew. At this pace the fastest dots move on by one pixel, which looks like gliding. */
const MOVE_MS = 50;

interface FlowOfDots {
  readonly state: "running" | "paused" | "none";
  /** Milliseconds of one turn of the animation. */
  readonly turn: number;
  /** In how many moves the dots make it. */
  readonly moves: number;
}

/** Dots on the wires go as fast as the steps, up to a speed that the eye can follow. */
export function useFlowOfDots(): FlowOfDots {
  const state = useRun((run) =>
    run.playhead !== null && run.state === "running" ? "paused" : run.state,
  );
  const rate = useRun((run) => (run.batchSize > 0 ? run.samplesPerSecond / run.batchSize : 0));
  const wanted = rate > 0 ? (DOTS_A_TURN * 1000) / rate : SHORTEST_MS;
  // Few speeds only: each change starts the animation anew.
  const turn =
    wanted <= SHORTEST_MS ? SHORTEST_MS : Math.min(LONGEST_MS, 2 ** Math.ceil(Math.log2(wanted)));
  const moving = state === "running" || state === "paused" ? state : "none";
  return { state: moving, turn, moves: Math.round(turn / MOVE_MS) };
}

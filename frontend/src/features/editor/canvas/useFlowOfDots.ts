import { type RefObject, useEffect, useRef } from "react";
import { watchedRun } from "@/api/runStore";
import { useRun } from "@/views/run/useRun";

/** From one dot to the next, as `WireEdge.module.css` has them. */
const SPACING_PX = 12;
/** As fast as the steps, within what the eye can follow. */
const [SLOWEST_PX_S, FASTEST_PX_S] = [2, 20];
/** Without news for so long the dots move by themselves. */
const ALONE_MS = 100;

/**
 * Dots on the wires go as fast as the steps, and move when the curves do.
 *
 * An animation of their own would have the page laid out, and all wires painted, at times when nothing else is: on a
 * computer that draws without a graphics card it took a quarter of a processor.
 */
export function useFlowOfDots(
  canvas: RefObject<HTMLElement | null>,
): "running" | "paused" | "none" {
  const state = useRun((run) =>
    run.playhead !== null && run.state === "running" ? "paused" : run.state,
  );
  const at = useRef(0);
  useEffect(() => {
    if (state !== "running" || matchMedia("(prefers-reduced-motion: reduce)").matches) return;
    let [moved, timer, over] = [performance.now(), 0, false];
    const move = () => {
      if (over) return;
      clearTimeout(timer);
      timer = window.setTimeout(() => requestAnimationFrame(move), ALONE_MS);
      const now = performance.now();
      at.current = (at.current + (speed() * (now - moved)) / 1000) % SPACING_PX;
      moved = now;
      // Who moves the canvas or a node does not look at the dots, and needs each frame for the move.
      if (canvas.current?.dataset.moving === "true") return;
      const wires = canvas.current?.querySelector<HTMLElement>(".react-flow__edges");
      wires?.style.setProperty("--flow", String(-at.current));
    };
    move();
    const end = watchedRun.subscribe("curves", move);
    return () => {
      over = true;
      end();
      clearTimeout(timer);
    };
  }, [state, canvas]);
  return state === "running" || state === "paused" ? state : "none";
}

/** Pixels a second: a dot for each step. */
function speed(): number {
  const { samplesPerSecond, batchSize } = watchedRun.summary.getState();
  const steps = batchSize > 0 ? samplesPerSecond / batchSize : 0;
  return Math.min(FASTEST_PX_S, Math.max(SLOWEST_PX_S, steps * SPACING_PX));
}

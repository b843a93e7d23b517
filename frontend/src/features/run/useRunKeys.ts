import { useEffect } from "react";
import { watchedRun } from "@/api/runStore";
import { nextFrame, nextMark } from "@/views/timeline/playheadMoves";
import { dockView } from "./dockView";
import type { RunControls } from "./useTransport";

function isTyping(target: EventTarget | null): boolean {
  if (!(target instanceof HTMLElement)) return false;
  return target.isContentEditable || ["INPUT", "TEXTAREA", "SELECT"].includes(target.tagName);
}

/** A button that has the focus takes Space and Enter for itself. */
function isPressing(target: EventTarget | null): boolean {
  return (
    target instanceof HTMLElement &&
    target.closest("button, a, [role='button'], [role='tab']") !== null
  );
}

const SCRUBS: Record<string, () => void> = {
  "[": () => watchedRun.scrub(nextFrame(-1)),
  "]": () => watchedRun.scrub(nextFrame(1)),
  "{": () => watchedRun.scrub(nextMark(-1)),
  "}": () => watchedRun.scrub(nextMark(1)),
  l: () => watchedRun.scrub(null),
  L: () => watchedRun.scrub(null),
};

/** The panel of this number has the dock for itself, or gives it back. */
function enlarge(number: number): void {
  const { numbered, enlarge } = dockView.getState();
  const panel = numbered[number - 1];
  if (panel !== undefined) enlarge(panel);
}

/** The keys of the transport, the timeline and the dock, while no field has the focus. */
export function useRunKeys(transport: Pick<RunControls, "act" | "step" | "stepEpoch">): void {
  const { act, step, stepEpoch } = transport;
  useEffect(() => {
    const press = (event: KeyboardEvent) => {
      if (event.ctrlKey || event.metaKey || event.altKey || event.defaultPrevented) return;
      if (isTyping(event.target) || document.querySelector("[role='dialog']") !== null) return;
      if (event.key === " " && !isPressing(event.target)) {
        // A key that is held down is one press.
        if (!event.repeat) act();
      } else if (event.key === ".") step();
      else if (event.key === ">") stepEpoch();
      else if (/^[1-9]$/.test(event.key)) enlarge(Number(event.key));
      else if (SCRUBS[event.key] !== undefined) SCRUBS[event.key]?.();
      else return;
      event.preventDefault();
    };
    window.addEventListener("keydown", press);
    return () => window.removeEventListener("keydown", press);
  }, [act, step, stepEpoch]);
}

import { useMemo, useSyncExternalStore } from "react";
import { useStore } from "zustand";
import { heard } from "@/api/heard";
import { watchedRun } from "@/api/runStore";
import { filmOf } from "../run/shown";
import { toldSampleRole } from "../run/useSnapshot";
import { merged, type OnPad, onPad, type PinnedAnswer, pinned } from "./pinned";

const subscribe = heard(["pinned", "curves"]);

/** What is on the pad. */
export function usePad(): OnPad {
  const input = useStore(pinned, (state) => state.input);
  const aside = useStore(pinned, (state) => state.aside);
  const carried = useStore(pinned, (state) => state.carried);
  const run = useSyncExternalStore(subscribe, () => watchedRun.data.pinned);
  return useMemo(() => onPad({ input, aside, carried }, run), [input, aside, carried, run]);
}

/** The newest verdicts; renders again with each. */
export function useVerdictsOnPad(): readonly PinnedAnswer[] {
  useStore(pinned);
  useSyncExternalStore(subscribe, () => filmOf("pinned", toldSampleRole())?.last?.step ?? -1);
  return verdictsOnPad();
}

/** All that the network said to what is on the pad: recorded with the run, and asked from here. */
export function verdictsOnPad(): readonly PinnedAnswer[] {
  const local = pinned.getState();
  const run = watchedRun.data.pinned;
  if (run === null || !onPad(local, run).durable) return local.verdicts;
  const film = filmOf("pinned", toldSampleRole());
  const recorded: PinnedAnswer[] = [];
  for (const { step, frame } of film?.until(watchedRun.data.step) ?? []) {
    if (frame.kind !== "pinned" || step < run.step || frame.probabilities.length === 0) continue;
    recorded.push({ step, probabilities: frame.probabilities });
  }
  return merged(recorded, local.verdicts);
}

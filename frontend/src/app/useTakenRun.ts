import { useRuns } from "@/features/run/useRuns";
import type { TakenRun } from "@/features/share/takeHome";
import { useRun } from "@/views/run/useRun";
import { useSnapshot } from "@/views/run/useSnapshot";

/** The run whose files can be taken home: the one on screen. */
export function useTakenRun(): TakenRun | null {
  const id = useRun((summary) => summary.run);
  const begun = useRun((summary) => summary.step > 0);
  const tested = useRun((summary) => summary.headline !== null);
  const run = useRuns().find((known) => known.id === id);
  const snapshot = useSnapshot();
  if (run === undefined) return null;
  return {
    id: run.id,
    number: run.number,
    hasWeights: begun || run.step > 0,
    averaged: Object.values(snapshot?.optimizers ?? {}).some((each) => (each.average ?? 0) > 0),
    roles: Object.keys(snapshot?.networks ?? {}),
    hasBest: tested && (snapshot?.pace.keep_best ?? "") !== "",
  };
}

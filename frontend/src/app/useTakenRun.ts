import { useRuns } from "@/features/run/useRuns";
import type { TakenRun } from "@/features/share/takeHome";
import { useRun } from "@/views/useRun";

/** The run whose files can be taken home: the one on screen. */
export function useTakenRun(): TakenRun | null {
  const id = useRun((summary) => summary.run);
  const begun = useRun((summary) => summary.step > 0);
  const run = useRuns().find((known) => known.id === id);
  return run ? { id: run.id, number: run.number, hasWeights: begun || run.step > 0 } : null;
}

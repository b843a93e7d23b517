import { useCheck } from "@/graph/checkStore";
import type { Metric } from "@/schema/schema.gen";
import { useRun } from "./useRun";

/** What the run on screen is measured by; before there is one, what a run of the document would be. */
export function useMetrics(): readonly Metric[] {
  const planned = useCheck((state) => state.answer?.metrics);
  const declared = useRun((run) => run.metrics);
  const none = useRun((run) => run.run === null);
  // A document with a fault may not say.
  return none && planned !== undefined && planned.length > 0 ? planned : declared;
}

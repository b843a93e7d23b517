import { useDocument } from "@/graph/documentStore";
import type { Experiment } from "@/schema/schema.gen";
import { useRun } from "@/views/run/useRun";
import { useSnapshot } from "@/views/run/useSnapshot";

/** The experiment as one's own run took it, while that is under way and the document is on screen. */
export function useSnapshotUnderWay(): Experiment | null {
  const readOnly = useDocument((state) => state.readOnly);
  const underWay = useRun((state) => state.state === "running" || state.state === "paused");
  const asked = useSnapshot();
  return underWay && !readOnly ? asked : null;
}

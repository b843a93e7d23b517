import { useQuery } from "@tanstack/react-query";
import { runSnapshot } from "@/api/snapshots";
import { useDocument } from "@/graph/documentStore";
import type { Experiment } from "@/schema/schema.gen";
import { useRun } from "@/views/run/useRun";

/** The experiment as one's own run took it, while that is under way. */
export function useSnapshot(): Experiment | undefined {
  const run = useRun((state) => state.run);
  const readOnly = useDocument((state) => state.readOnly);
  const underWay = useRun((state) => state.state === "running" || state.state === "paused");
  const wanted = run !== null && underWay && !readOnly;
  const snapshot = useQuery({
    queryKey: ["snapshot", run, ""],
    queryFn: ({ signal }) => runSnapshot(run ?? "", "", signal),
    enabled: wanted,
    staleTime: Number.POSITIVE_INFINITY,
  });
  return wanted ? snapshot.data : undefined;
}

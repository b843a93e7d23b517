import { useQuery } from "@tanstack/react-query";
import { http } from "@/api/http";
import { useDocument } from "@/graph/documentStore";
import type { RunBody, SharedBody } from "@/schema/schema.gen";
import { useRun } from "@/views/run/useRun";

const NONE: readonly RunBody[] = [];

/** The runs of the experiment on screen, newest first: one's own, or those of a shared link. */
export function useRuns(): readonly RunBody[] {
  const experiment = useDocument((state) => state.id);
  const readOnly = useDocument((state) => state.readOnly);
  const share = useRun((run) => run.share);
  const state = useRun((run) => run.state);
  const runs = useQuery({
    // Another state of the run on screen is another list.
    queryKey: ["runs", share || experiment, state],
    queryFn: async ({ signal }) => {
      if (share !== "")
        return (await http.get<SharedBody>(`/api/shared/${share}`, { signal })).runs;
      return http.get<RunBody[]>(`/api/experiments/${experiment}/runs`, { signal });
    },
    enabled: share !== "" || (experiment !== "" && !readOnly),
    placeholderData: (before) => before,
  });
  return runs.data ?? NONE;
}

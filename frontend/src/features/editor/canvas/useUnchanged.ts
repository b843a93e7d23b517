import { useQuery } from "@tanstack/react-query";
import { useMemo } from "react";
import { runSnapshot } from "@/api/snapshots";
import { sameNetwork, unchangedNodes } from "@/graph/compare";
import { useDocument, useNetwork } from "@/graph/documentStore";
import { networkOf } from "@/graph/experiment";
import { useRun } from "@/views/run/useRun";

function useSnapshotNetwork() {
  const run = useRun((state) => state.run);
  const share = useRun((state) => state.share);
  const role = useDocument((state) => state.role);
  const { data } = useQuery({
    queryKey: ["snapshot", run, share],
    queryFn: ({ signal }) => runSnapshot(run ?? "", share, signal),
    enabled: run !== null,
    staleTime: Number.POSITIVE_INFINITY,
  });
  return data && run !== null ? networkOf(data, role) : null;
}

/** The nodes that compute what the run on screen computes; null while there is no run to differ from. */
export function useUnchanged(): ReadonlySet<string> | null {
  const network = useNetwork();
  const snapshot = useSnapshotNetwork();
  return useMemo(() => snapshot && unchangedNodes(network, snapshot), [network, snapshot]);
}

/** True when the network was edited since the run on screen was started. */
export function useEditedSinceRun(): boolean {
  const network = useNetwork();
  const snapshot = useSnapshotNetwork();
  return useMemo(() => snapshot !== null && !sameNetwork(network, snapshot), [network, snapshot]);
}

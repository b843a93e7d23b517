import { useMemo } from "react";
import { sameNetwork, unchangedNodes } from "@/graph/compare";
import { ownDocument, useDocument, useNetwork } from "@/graph/documentStore";
import { networkOf, rolesOf } from "@/graph/experiment";
import { useSnapshot } from "./useSnapshot";

function useSnapshotNetwork() {
  const role = useDocument((state) => state.role);
  const snapshot = useSnapshot();
  return snapshot && networkOf(snapshot, role);
}

/** The nodes on the canvas that compute what the run on screen computes; null while there is no run to differ from. */
export function useUnchanged(): ReadonlySet<string> | null {
  const network = useNetwork();
  const snapshot = useSnapshotNetwork();
  return useMemo(() => snapshot && unchangedNodes(network, snapshot), [network, snapshot]);
}

/** True when a network of the document is another than that of the run on screen. */
export function useEditedSinceRun(): boolean {
  const networks = useDocument((state) => ownDocument(state)?.networks);
  const snapshot = useSnapshot();
  return useMemo(() => {
    if (snapshot === null || networks === undefined) return false;
    const own = { ...snapshot, networks };
    const roles = new Set([...rolesOf(own), ...rolesOf(snapshot)]);
    return [...roles].some((role) => !sameNetwork(networkOf(own, role), networkOf(snapshot, role)));
  }, [networks, snapshot]);
}

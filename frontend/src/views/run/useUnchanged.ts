import { useMemo } from "react";
import { sameNetwork, unchangedNodes } from "@/graph/compare";
import { ownDocument, useDocument } from "@/graph/documentStore";
import { networkOf, rolesOf } from "@/graph/experiment";
import { pathOf } from "@/graph/sheet";
import { useSnapshot } from "./useSnapshot";

/** The nodes on the canvas that compute what the run on screen computes; null while there is no run to differ from. */
export function useUnchanged(): ReadonlySet<string> | null {
  const document = useDocument((state) => state.document);
  const snapshot = useSnapshot();
  const { networks } = document ?? {};
  // biome-ignore lint/correctness/useExhaustiveDependencies: of the document the networks alone
  return useMemo(() => {
    if (snapshot === null) return null;
    const same = rolesOf(document).flatMap((role) =>
      [...unchangedNodes(networkOf(document, role), networkOf(snapshot, role))].map((name) =>
        pathOf(document, { role, name }),
      ),
    );
    return new Set(same);
  }, [networks, snapshot]);
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

import { useMemo } from "react";
import { sameNetwork, unchangedNodes } from "@/graph/compare";
import { ownDocument, useDocument, useLying } from "@/graph/documentStore";
import { networkOf, rolesOf } from "@/graph/experiment";
import { placing, sheetOf } from "@/graph/sheet";
import { useSnapshot } from "./useSnapshot";
import { useStanding } from "./useStanding";

/** The nodes on the canvas that compute what the run on screen computes; null while there is no run to differ from. */
export function useUnchanged(): ReadonlySet<string> | null {
  const lying = useLying();
  const snapshot = useSnapshot();
  const standing = useStanding();
  const { networks, blocks } = lying.document ?? {};
  // biome-ignore lint/correctness/useExhaustiveDependencies: of the document its networks and blocks alone
  return useMemo(() => {
    const { document, opened = null } = lying;
    if (snapshot === null || document === null) return null;
    const same = new Map(
      rolesOf(document).map((role) => {
        const alike = standing
          ? standing.standingSince(document, snapshot, role, opened).unchanged
          : unchangedNodes(networkOf(document, role), networkOf(snapshot, role));
        return [role, alike] as const;
      }),
    );
    const placed = placing(lying);
    const ids = Object.keys(sheetOf(lying).nodes).filter((id) => {
      const { role, name } = placed(id);
      return same.get(role)?.has(name);
    });
    return new Set(ids);
  }, [networks, blocks, lying.opened, snapshot, standing]);
}

/** True when a network of the document is another than that of the run on screen. */
export function useEditedSinceRun(): boolean {
  const networks = useDocument((state) => ownDocument(state)?.networks);
  const blocks = useDocument((state) => ownDocument(state)?.blocks);
  const snapshot = useSnapshot();
  const standing = useStanding();
  return useMemo(() => {
    if (snapshot === null || networks === undefined) return false;
    const { blocks: _old, ...rest } = snapshot;
    const own = { ...rest, networks, ...(blocks && { blocks }) };
    const roles = new Set([...rolesOf(own), ...rolesOf(snapshot)]);
    const same = (role: string) =>
      standing
        ? standing.computesSame(own, snapshot, role)
        : sameNetwork(networkOf(own, role), networkOf(snapshot, role));
    return [...roles].some((role) => !same(role));
  }, [networks, blocks, snapshot, standing]);
}

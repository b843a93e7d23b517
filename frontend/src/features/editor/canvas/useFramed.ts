import { useEffect, useMemo, useState } from "react";
import { useTranslation } from "react-i18next";
import { useCheck } from "@/graph/checkStore";
import { useDocument, useRoles } from "@/graph/documentStore";
import { insideOn } from "@/graph/sheet";
import { useRoleName } from "@/ui/useRoleName";
import type { CanvasNode } from "../annotations/annotationNodes";
import type { Subject } from "../roles/framed";
import type { WireFlowEdge } from "./flow";

/** Inside of a block there is one network alone. */
const NO_ROLES: readonly string[] = [];

type Framed = typeof import("../roles/framed").framed;

/** What frames networks comes with the first experiment that has several. */
function useFrames(wanted: boolean): Framed | null {
  const [frames, setFrames] = useState<{ framed: Framed } | null>(null);
  useEffect(() => {
    if (!wanted) return;
    let here = true;
    void import("../roles/framed").then(({ framed }) => here && setFrames({ framed }));
    return () => {
      here = false;
    };
  }, [wanted]);
  return wanted ? (frames?.framed ?? null) : null;
}

/** Of several networks each has its frame, and the algorithm's own lines run between them. */
export function useFramed(
  nodes: CanvasNode[],
  edges: readonly WireFlowEdge[],
): { readonly nodes: CanvasNode[]; readonly whole: boolean } {
  const inside = useDocument((state) => insideOn(state) !== null);
  const own = useRoles();
  const roles = inside ? NO_ROLES : own;
  const framed = useFrames(roles.length > 1);
  const subject = useSubject(roles);
  const all = useMemo(
    () => (framed === null || subject === null ? nodes : framed(nodes, edges, subject)),
    [framed, nodes, edges, subject],
  );
  // Until its frames have come the canvas is not what will be seen.
  return { nodes: all, whole: roles.length < 2 || framed !== null };
}

function useSubject(roles: readonly string[]): Subject | null {
  const { t, i18n } = useTranslation("editor");
  const document = useDocument((state) => state.document);
  const current = useDocument((state) => state.role);
  const answer = useCheck((state) => state.answer);
  const name = useRoleName();
  return useMemo(
    () =>
      document === null || roles.length < 2
        ? null
        : { document, roles, answer, current, say: { t, i18n, name } },
    [document, roles, answer, current, name, t, i18n],
  );
}

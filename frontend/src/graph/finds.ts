import { useCallback } from "react";
import type { AnyProbe } from "@/schema/schema.gen";
import { checkStore, useCheck } from "./checkStore";
import { documentStore, useDocument } from "./documentStore";
import { rolesOf } from "./experiment";

export type ProbeKind = AnyProbe["kind"];

/** Whether a kind of probe finds something to read in the document. */
export type Finds = (kind: ProbeKind) => boolean;

/**
 * As the newest check of the document says it: in any of its networks, or in that of one role. All kinds do while it
 * knows of none: then a fault hides what the networks answer.
 */
export function useFinds(role?: string): Finds {
  const all = useCheck((state) => state.answer?.readable_probes);
  const own = useCheck((state) =>
    role === undefined ? all : state.answer?.networks[role]?.readable_probes,
  );
  return useCallback(
    (kind) => all === undefined || all.length === 0 || own === undefined || own.includes(kind),
    [all, own],
  );
}

/** The network that samples of the data enter: the one that is spoken of where they do, else the first of them. */
export function sampleRole(): string {
  const { document, role } = documentStore.getState();
  const networks = checkStore.getState().answer?.networks ?? {};
  const enters = (each: string) => networks[each]?.is_shown_samples === true;
  return enters(role) ? role : (rolesOf(document).find(enters) ?? role);
}

export function useSampleRole(): string {
  useDocument((state) => state.role);
  return useCheck(sampleRole);
}

/** Whether samples of the data enter the network of a role: a generator is fed with noise. */
export function useIsShownSamples(role: string): boolean {
  return useCheck((state) => state.answer?.networks[role]?.is_shown_samples ?? true);
}

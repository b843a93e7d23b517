/** Whether there is anything yet that could be wrong: an empty canvas is an invitation, not a fault. */
import { useStore } from "zustand";
import { useProblems } from "./checkStore";
import { documentStore, useDocument } from "./documentStore";
import { type Experiment, networkOf, rolesOf } from "./experiment";
import { givesWires, takesWires } from "./ports";
import type { Network, Problem } from "./types";

const hasLayers = ({ nodes }: Network): boolean =>
  Object.values(nodes).some(({ layer: { kind } }) => takesWires(kind) && givesWires(kind));

/** As the document was opened; undefined before its first edit. */
const useOpened = () =>
  useStore(documentStore.temporal, ({ pastStates }) => pastStates[0]?.document);

function begun(
  now: Experiment | null,
  opened: Experiment | null | undefined,
  role: string,
): boolean {
  const network = networkOf(now, role);
  return hasLayers(network) || (opened !== undefined && networkOf(opened, role) !== network);
}

/** Of any network of the experiment: true from its first layer on, and from its first edit. */
export function useBegun(): boolean {
  const opened = useOpened();
  return useDocument(({ document }) =>
    rolesOf(document).some((role) => begun(document, opened, role)),
  );
}

const NONE: readonly Problem[] = [];

/** What is wrong, as it is told: nothing before the first action. */
export function useToldProblems(): readonly Problem[] {
  const problems = useProblems();
  return useBegun() ? problems : NONE;
}

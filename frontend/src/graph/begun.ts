/** Whether there is anything yet that could be wrong: an empty canvas is an invitation, not a fault. */
import { useStore } from "zustand";
import { useProblems } from "./checkStore";
import { documentStore, useDocument, useNetwork } from "./documentStore";
import { networkOf } from "./experiment";
import { givesWires, takesWires } from "./ports";
import type { Network, Problem } from "./types";

const hasLayers = ({ nodes }: Network): boolean =>
  Object.values(nodes).some(({ layer: { kind } }) => takesWires(kind) && givesWires(kind));

/** True from the first layer on, and from the first edit of the network. */
export function useBegun(): boolean {
  const network = useNetwork();
  const role = useDocument((state) => state.role);
  const opened = useStore(documentStore.temporal, ({ pastStates }) => pastStates[0]?.document);
  return hasLayers(network) || (opened !== undefined && networkOf(opened, role) !== network);
}

const NONE: readonly Problem[] = [];

/** What is wrong, as it is told: nothing before the first action. */
export function useToldProblems(): readonly Problem[] {
  const problems = useProblems();
  return useBegun() ? problems : NONE;
}

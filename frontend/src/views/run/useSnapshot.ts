import { useStore } from "zustand";
import { watchedSnapshot } from "@/api/watchedSnapshot";
import { documentStore, useDocument } from "@/graph/documentStore";
import { type Experiment, sameRole } from "@/graph/experiment";

/** The experiment as the run on screen took it; null without a run, and while it is on its way. */
export function useSnapshot(): Experiment | null {
  return useStore(watchedSnapshot, (state) => state.snapshot);
}

/** What the views speak of: the run's own experiment, and the document only where there is no run to speak of. */
export function useToldExperiment(): Experiment | null {
  const { run, snapshot, missing } = useStore(watchedSnapshot);
  const document = useDocument((state) => state.document);
  return run === null || missing ? document : snapshot;
}

/** Which network of the run on screen the views speak of: the one on the canvas, where the run has it. */
export function toldRole(): string {
  const { snapshot } = watchedSnapshot.getState();
  const { role } = documentStore.getState();
  return snapshot === null ? role : sameRole(snapshot, role);
}

export function useToldRole(): string {
  useSnapshot();
  useDocument((state) => state.role);
  return toldRole();
}

import { useStore } from "zustand";
import { watchedSnapshot } from "@/api/watchedSnapshot";
import { documentStore, useDocument } from "@/graph/documentStore";
import { type Experiment, firstRole } from "@/graph/experiment";

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

/** The part that the network plays in the run on screen. */
export function toldRole(): string {
  const { snapshot } = watchedSnapshot.getState();
  return snapshot === null ? documentStore.getState().role : firstRole(snapshot);
}

export function useToldRole(): string {
  useSnapshot();
  useDocument((state) => state.role);
  return toldRole();
}

import { useStore } from "zustand";
import { watchedSnapshot } from "@/api/watchedSnapshot";
import { documentStore, useDocument } from "@/graph/documentStore";
import { type Experiment, sameRole } from "@/graph/experiment";
import { sampleRole, useSampleRole } from "@/graph/finds";

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

/** Which network of the run on screen the views speak of: that of what was chosen last, where the run has it. */
export function toldRole(): string {
  const { snapshot } = watchedSnapshot.getState();
  const { role } = documentStore.getState();
  return snapshot === null ? role : sameRole(snapshot, role);
}

/** The same of what is made of a sample: a network that samples enter, where the one that is spoken of takes none. */
export function toldSampleRole(): string {
  const { snapshot } = watchedSnapshot.getState();
  return snapshot === null ? sampleRole() : sameRole(snapshot, sampleRole());
}

export function useToldSampleRole(): string {
  useSnapshot();
  useSampleRole();
  return toldSampleRole();
}

export function useToldRole(): string {
  useSnapshot();
  useDocument((state) => state.role);
  return toldRole();
}

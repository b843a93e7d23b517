import { useStore } from "zustand";
import { runList } from "@/api/runList";
import type { ListedRun } from "@/schema/schema.gen";

/** The runs of the experiment on screen, newest first: one's own, or those of a shared link; live. */
export function useRuns(): readonly ListedRun[] {
  return useStore(runList, (list) => list.runs);
}

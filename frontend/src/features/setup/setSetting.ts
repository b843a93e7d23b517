import { documentStore } from "@/graph/documentStore";

/** One value of the experiment, by its path in the document. */
export function setSetting(path: readonly string[], value: unknown): void {
  documentStore.getState().setExperiment(path, value);
}

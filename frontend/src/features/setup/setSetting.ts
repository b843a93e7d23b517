import { documentStore } from "@/graph/documentStore";

/** One value of the experiment, by its path in the document; steps of an arrow key in a row are undone together. */
export function setSetting(path: readonly string[], value: unknown, stepping = false): void {
  documentStore.getState().setExperiment(path, value, stepping);
}

/** Another start for the weights, and another order of the samples. */
export const drawSeed = () => setSetting(["seed"], Math.floor(Math.random() * 10_000));

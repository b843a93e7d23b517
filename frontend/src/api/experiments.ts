import type {
  Experiment,
  ExperimentBody,
  ExperimentCard,
  ExperimentCreated,
  RunBody,
  Saved,
} from "@/schema/schema.gen";
import { ApiError } from "./errors";
import { http } from "./http";

/** A document may leave out what has a default; the server fills it in. */
export type Draft = Partial<Experiment>;

export const listExperiments = (signal?: AbortSignal) =>
  http.get<ExperimentCard[]>("/api/experiments", { signal });

export const getExperiment = (id: string, signal?: AbortSignal) =>
  http.get<ExperimentBody>(`/api/experiments/${id}`, { signal });

export const createFromPreset = (preset: string) =>
  http.post<ExperimentCreated>("/api/experiments", { preset });

/** `copyOf`: the preset, or one's own experiment, that the document was made from. */
export const createFromDocument = (document: Draft, copyOf = "") =>
  http.post<ExperimentCreated>("/api/experiments", { document, copy_of: copyOf });

export const saveExperiment = (id: string, revision: number, document: Experiment) =>
  http.put<Saved>(`/api/experiments/${id}`, { revision, document });

/** A copy of the document, under a title of its own; runs stay with the original. */
export async function copyExperiment(
  id: string,
  retitle: (title: string) => string,
): Promise<ExperimentCreated> {
  const { document } = await getExperiment(id);
  return createFromDocument({ ...document, title: retitle(document.title) }, id);
}

export const deleteExperiment = (id: string) => http.delete(`/api/experiments/${id}`);

/** Renames whatever is saved now; a save that came in between is read again, once. */
export async function renameExperiment(id: string, title: string): Promise<void> {
  for (let attempt = 0; ; attempt++) {
    const saved = await getExperiment(id);
    try {
      await saveExperiment(id, saved.revision, { ...saved.document, title });
      return;
    } catch (error) {
      const overtaken = error instanceof ApiError && error.status === 409;
      if (!overtaken || attempt > 0) throw error;
    }
  }
}

/** `paused`: the run waits before its first step. */
export const createRun = (id: string, revision: number, paused = false) =>
  http.post<RunBody>(`/api/experiments/${id}/runs`, { revision, paused });

export const deleteRun = (run: string) => http.delete(`/api/runs/${run}`);

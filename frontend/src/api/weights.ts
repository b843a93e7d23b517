import type {
  Checkpoints,
  Experiment,
  MatchReport,
  StartRun,
  WeightsTaken,
} from "@/schema/schema.gen";
import { http } from "./http";

/** One's own runs that have weights to start from, the newest first. */
export const listStarts = (signal?: AbortSignal) =>
  http.get<StartRun[]>("/api/weights/runs", { signal });

/** The steps of a run whose weights are kept. Through a link where it shows the run. */
export const getCheckpoints = (run: string, share: string, signal?: AbortSignal) =>
  http.get<Checkpoints>(
    share === "" ? `/api/runs/${run}/checkpoints` : `/api/shared/${share}/runs/${run}/checkpoints`,
    { signal },
  );

interface Wanted {
  role: string;
  run: string;
  share: string;
  /** -1 is the last one, -2 that of the best evaluation. */
  step: number;
}

/** Keeps the weights of a run for an experiment of one's own. */
export const takeWeights = (experiment: string, wanted: Wanted) =>
  http.post<WeightsTaken>(`/api/experiments/${experiment}/weights_of_run`, wanted);

/** Sends a safetensors file. */
export const sendWeights = (experiment: string, file: File) =>
  http.file<WeightsTaken>(`/api/experiments/${experiment}/weights`, file);

/** Which layers find their weights in what the experiment starts from. */
export const matchWeights = (
  id: string,
  experiment: Experiment,
  role: string,
  signal?: AbortSignal,
) =>
  http.post<MatchReport>(`/api/experiments/${id}/match_weights`, { experiment, role }, { signal });

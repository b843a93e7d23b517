import type { CheckReport, Experiment, TargetsReport } from "@/schema/schema.gen";
import { http } from "./http";

/** All problems of an experiment, with every shape and cost. */
export const checkExperiment = (experiment: Experiment, signal: AbortSignal) =>
  http.post<CheckReport>("/api/check", { experiment }, { signal });

/** Where a wire from the output of `source` may end. */
export const targetsOf = (
  experiment: Experiment,
  role: string,
  source: string,
  signal: AbortSignal,
) => http.post<TargetsReport>("/api/targets", { experiment, role, source }, { signal });

/** What may feed the input of `target`. */
export const sourcesOf = (
  experiment: Experiment,
  role: string,
  target: string,
  signal: AbortSignal,
) => http.post<TargetsReport>("/api/targets", { experiment, role, target }, { signal });

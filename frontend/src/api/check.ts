import type { CheckReport, Experiment, TargetsReport, TargetsRequest } from "@/schema/schema.gen";
import { http } from "./http";

/** All problems of an experiment, with every value and cost. */
export const checkExperiment = (experiment: Experiment, signal: AbortSignal) =>
  http.post<CheckReport>("/api/check", { experiment }, { signal });

/** The fixed end of a wire: the node that it begins at, or ends at, and its port. */
type FixedEnd = Pick<TargetsRequest, "source" | "target" | "port">;

/** Where a wire from there may end, or what may feed it. */
export const targetsOf = (
  experiment: Experiment,
  role: string,
  end: FixedEnd,
  signal: AbortSignal,
) => http.post<TargetsReport>("/api/targets", { experiment, role, ...end }, { signal });

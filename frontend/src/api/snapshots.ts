import type { Experiment } from "@/schema/schema.gen";
import { http } from "./http";

/** The experiment as a run took it. */
export const runSnapshot = (run: string, share: string, signal?: AbortSignal) =>
  http.get<Experiment>(
    share === "" ? `/api/runs/${run}/snapshot` : `/api/shared/${share}/runs/${run}/snapshot`,
    { signal },
  );

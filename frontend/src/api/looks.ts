import { decode } from "@msgpack/msgpack";
import type { Experiment, Query, Shown } from "@/schema/schema.gen";
import { http } from "./http";
import { asJson } from "./inputs";

/** What the first weights of an experiment give: it needs no run, and a run of it begins with the same numbers. */
export async function look(
  experiment: Experiment,
  query: Query,
  signal: AbortSignal,
): Promise<Shown> {
  const body = { experiment, query: asJson(query) };
  return decode(await http.postForBytes("/api/look", body, { signal })) as Shown;
}

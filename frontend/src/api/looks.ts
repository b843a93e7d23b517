import { decode } from "@msgpack/msgpack";
import type { Experiment, Query, Shown } from "@/schema/schema.gen";
import { http } from "./http";

/** What the first weights of an experiment give: it needs no run, and a run of it begins with the same numbers. */
export async function look(
  experiment: Experiment,
  query: Query,
  signal: AbortSignal,
): Promise<Shown> {
  const body = { experiment, query: asJson(query) };
  return decode(await http.postForBytes("/api/look", body, { signal })) as Shown;
}

/** A question as JSON carries it, which has no bytes: pixels in base 64. */
export function asJson(query: Query): unknown {
  if (query.kind !== "show" || query.input.kind !== "pixels") return query;
  return { ...query, input: { ...query.input, pixels: base64(query.input.pixels) } };
}

function base64(bytes: Uint8Array): string {
  let text = "";
  for (const byte of bytes) text += String.fromCharCode(byte);
  return btoa(text);
}

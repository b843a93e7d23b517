import { decode } from "@msgpack/msgpack";
import type {
  Experiment,
  KernelsShown,
  LookRequest,
  NodeGradientsShown,
  NodeOutputsShown,
} from "@/schema/schema.gen";
import { http } from "./http";

/** What can be asked, and what answers. */
export interface Look {
  sample: NodeOutputsShown;
  drawing: NodeOutputsShown;
  gradients: NodeGradientsShown;
  kernels: KernelsShown;
}

export type LookedAt = Omit<LookRequest, "experiment" | "show">;

/** What the first weights of an experiment give: it needs no run, and a run of it begins with the same numbers. */
export async function look<Show extends keyof Look>(
  experiment: Experiment,
  show: Show,
  about: LookedAt,
  signal: AbortSignal,
): Promise<Look[Show]> {
  const body: LookRequest = { experiment, show, ...about };
  return decode(await http.postForBytes("/api/look", body, { signal })) as Look[Show];
}

/** A drawing's pixels as JSON carries them. */
export function base64(bytes: Uint8Array): string {
  let text = "";
  for (const byte of bytes) text += String.fromCharCode(byte);
  return btoa(text);
}

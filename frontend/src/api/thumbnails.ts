import { decode } from "@msgpack/msgpack";
import type { FrameRecorded } from "@/schema/schema.gen";
import { http } from "./http";

/** The last reading of what the nodes give, or null where no run has recorded one. */
export async function getThumbnail(
  experiment: string,
  signal?: AbortSignal,
): Promise<FrameRecorded | null> {
  const packed = await http.bytes(`/api/experiments/${experiment}/thumbnail`, { signal });
  return packed.length > 0 ? (decode(packed) as FrameRecorded) : null;
}

import { decode } from "@msgpack/msgpack";
import type { FrameRecorded } from "@/schema/schema.gen";
import { ApiError } from "./errors";
import { http } from "./http";

/** The last reading of what the nodes give, or null where no run has recorded one. */
export async function getThumbnail(
  experiment: string,
  signal?: AbortSignal,
): Promise<FrameRecorded | null> {
  try {
    const packed = await http.bytes(`/api/experiments/${experiment}/thumbnail`, { signal });
    return decode(packed) as FrameRecorded;
  } catch (error) {
    if (error instanceof ApiError && error.status === 404) return null;
    throw error;
  }
}

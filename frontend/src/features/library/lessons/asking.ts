import { decode } from "@msgpack/msgpack";
import { http } from "@/api/http";
import type { PresetPicture, PresetTimes } from "@/schema/schema.gen";

/** How long presets train on this machine, as far as it is known; the question sets off the trials of the others. */
export const getPresetTimes = (signal?: AbortSignal) =>
  http.get<PresetTimes>("/api/presets/times", { signal });

/** What one looks at while a preset trains, recorded once; null where nothing was. */
export async function getPresetPicture(
  id: string,
  signal?: AbortSignal,
): Promise<PresetPicture | null> {
  const packed = await http.bytes(`/api/presets/${id}/picture`, { signal });
  return packed.length > 0 ? (decode(packed) as PresetPicture) : null;
}

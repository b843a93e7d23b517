/** Layers and comments as text on the system's clipboard, so that they can be pasted in another tab. */
import type { Clip } from "./edit";

export const CLIP_FORMAT = "layerlab/nodes";

export function clipToText(clip: Clip): string {
  return JSON.stringify({ format: CLIP_FORMAT, ...clip });
}

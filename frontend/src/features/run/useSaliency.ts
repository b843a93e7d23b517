import { useEffect, useState } from "react";
import { createStore } from "zustand/vanilla";
import type { ShowSaliency } from "@/schema/schema.gen";
import type { Saliency } from "@/views/node/paintSaliency";
import { Asking } from "./asking";

/** Whether the pad says which of its pixels count. */
export const saliencyShown = createStore(() => ({ on: false }));

export const toggleSaliency = () => saliencyShown.setState(({ on }) => ({ on: !on }));

/** A backward pass costs more than a forward one. */
const REST_MS = 400;

/** Which pixels speak for the class, renewed while the network learns; null while nobody asks. */
export function useSaliency(role: string, pixels: Uint8Array | null): Saliency | null {
  const [answer, setAnswer] = useState<{ pixels: Uint8Array; saliency: Saliency } | null>(null);
  useEffect(() => {
    if (pixels === null) return;
    const query: ShowSaliency = { kind: "show_saliency", role, sample: -1, pixels };
    const asking = new Asking(
      () => query,
      ({ step, top, frame }) => setAnswer({ pixels, saliency: { step, top, gradient: frame } }),
      REST_MS,
    );
    return asking.follow();
  }, [role, pixels]);
  return answer !== null && answer.pixels === pixels ? answer.saliency : null;
}

import { useEffect, useState } from "react";
import { createStore } from "zustand/vanilla";
import type { Reading } from "@/api/frames";
import { showing } from "@/api/inputs";
import type { AnyInput, SaliencyFrame } from "@/schema/schema.gen";
import { Asking } from "./asking";

/** Whether the pad says which parts of its input count. */
export const saliencyShown = createStore(() => ({ on: false }));

export const toggleSaliency = () => saliencyShown.setState(({ on }) => ({ on: !on }));

/** A backward pass costs more than a forward one. */
const REST_MS = 400;

/** Which parts speak for the class, renewed while the network learns; null while nobody asks. */
export function useSaliency(role: string, input: AnyInput | null): Reading<SaliencyFrame> | null {
  const [answer, setAnswer] = useState<{
    input: AnyInput;
    saliency: Reading<SaliencyFrame>;
  } | null>(null);
  useEffect(() => {
    if (input === null) return;
    const query = showing(role, input, "saliency");
    const take = (saliency: Reading<SaliencyFrame>) => setAnswer({ input, saliency });
    return new Asking("saliency", () => query, take, REST_MS).follow();
  }, [role, input]);
  return answer !== null && answer.input === input ? answer.saliency : null;
}

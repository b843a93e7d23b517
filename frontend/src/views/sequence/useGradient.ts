import { useMemo } from "react";
import { testSample } from "@/api/inputs";
import type { GradientThroughTime, SeqGradientFrame } from "@/schema/schema.gen";
import type { Seen } from "./StageHead";
import { useAsked } from "./useAsked";

const BACK = 32;

/** How far back the losses of the sequence on screen reach in a layer, renewed while it learns. */
export function useGradient({ role, node, frame, steps }: Seen): SeqGradientFrame | null {
  const sample = Math.max(0, frame.sample);
  const query = useMemo<GradientThroughTime>(
    () => ({
      ...{ kind: "seq_gradient", role, node, input: testSample(sample) },
      back: Math.max(1, Math.min(BACK, steps)),
    }),
    [role, node, sample, steps],
  );
  return useAsked("seq_gradient", query)?.frame ?? null;
}

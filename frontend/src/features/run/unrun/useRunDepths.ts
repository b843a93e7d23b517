import { useEffect, useState } from "react";
import type { DepthFrame } from "@/schema/schema.gen";
import { useRun } from "@/views/run/useRun";
import { askDepth } from "@/views/unrun/depth";
import { Asking } from "../asking";

/** A pass forth and back of its own: not oftener than somebody can read it. */
const REST_MS = 1_500;

export interface RunDepth {
  readonly step: number;
  readonly whole: DepthFrame;
}

/** The same of the run on screen, at the step that is looked at; null before its first step, and where nobody answers. */
export function useRunDepths(role: string): RunDepth | null {
  const run = useRun((state) => state.run);
  const learnt = useRun(({ step, totalSteps, deleted }) => step > 0 && totalSteps > 0 && !deleted);
  const [told, tell] = useState<(RunDepth & { readonly run: string }) | null>(null);
  useEffect(() => {
    if (run === null || !learnt) return;
    const query = askDepth(role);
    const take = ({ step, frame: whole }: { step: number; frame: DepthFrame }) =>
      tell({ run, step, whole });
    return new Asking("depth", () => query, take, REST_MS).follow();
  }, [run, learnt, role]);
  return learnt && told !== null && told.run === run && told.whole.role === role ? told : null;
}

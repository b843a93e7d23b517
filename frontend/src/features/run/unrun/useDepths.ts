import { useCallback, useEffect, useMemo, useState } from "react";
import type { Reading } from "@/api/frames";
import { useCheck } from "@/graph/checkStore";
import type { DepthFrame, Experiment } from "@/schema/schema.gen";
import type { Depths, Waiting } from "@/views/unrun/DepthView";
import { askDepth, leftOut } from "@/views/unrun/depth";
import { useLook } from "../useLook";

/** Up to so many FLOPs it is measured unasked: about two seconds of one core. */
const UNASKED = 1e11;
/** Samples in the batch, forth and twice that back. */
const PASSES = 8 * 3;
/** While the network is edited nothing is measured. */
const REST_MS = 700;
const NOTHING: Depths = { whole: null, without: null };

/** The document that the check is about, once nobody has changed it for a while. */
function useSettled(): Experiment | null {
  const about = useCheck((state) => state.about);
  const [settled, settle] = useState<Experiment | null>(null);
  useEffect(() => {
    const timer = setTimeout(() => settle(about), REST_MS);
    return () => clearTimeout(timer);
  }, [about]);
  return settled === about ? about : null;
}

/** What is measured of a network before it runs: with all its ways, and with the skips or the heads left out. */
export function useDepths(role: string) {
  const answer = useCheck((state) => state.answer);
  const about = useCheck((state) => state.about);
  const settled = useSettled();
  const [asked, ask] = useState<Experiment | null>(null);
  const [{ of, depths }, tell] = useState({ of: settled, depths: NOTHING });
  const flops = (answer?.networks[role]?.flops ?? 0) * PASSES;
  const faulty = answer === null || answer.problems.length > 0;
  const able = !faulty && answer.can_be_shown_untrained;
  const wanted = able && (flops <= UNASKED || asked === settled) ? settled : null;
  const known = of === wanted && wanted !== null ? depths : NOTHING;
  const take = useCallback(
    (part: keyof Depths) =>
      ({ frame }: Reading<DepthFrame>) =>
        tell(({ of, depths }) => ({
          of: wanted,
          depths: { ...(of === wanted ? depths : NOTHING), [part]: frame },
        })),
    [wanted],
  );
  const takeWhole = useMemo(() => take("whole"), [take]);
  const takeWithout = useMemo(() => take("without"), [take]);
  const { whole } = known;
  const first = useMemo(() => askDepth(role), [role]);
  const second = useMemo(() => {
    const left = whole === null ? null : leftOut(whole);
    return whole === null || left === null ? null : askDepth(role, whole[left]);
  }, [role, whole]);
  useLook("depth", wanted, first, takeWhole);
  useLook("depth", wanted, second, takeWithout);
  const waiting: Waiting = faulty
    ? "faults"
    : !able
      ? "tooLarge"
      : wanted === null && flops > UNASKED
        ? "asked"
        : "measuring";
  return { depths: known, waiting, flops, measureIt: () => ask(about) };
}

import { useQuery } from "@tanstack/react-query";
import { useEffect, useMemo } from "react";
import { useStore } from "zustand";
import type { Reading } from "@/api/frames";
import { showing, testSample } from "@/api/inputs";
import { runSnapshot } from "@/api/snapshots";
import { useCheck } from "@/graph/checkStore";
import { unchangedNodes } from "@/graph/compare";
import { useDocument, useSheet } from "@/graph/documentStore";
import { networkOf } from "@/graph/experiment";
import { useFinds, useIsShownSamples } from "@/graph/finds";
import type {
  Experiment,
  KernelsFrame,
  NodeGradientsFrame,
  NodeOutputsFrame,
  Show,
  ShowKernels,
} from "@/schema/schema.gen";
import { addVerdict, pinned } from "@/views/ask/pinned";
import { usePad } from "@/views/ask/usePad";
import { large } from "@/views/node/large";
import { anyShows, nodeViews } from "@/views/node/nodeViews";
import { seenNodes, seenTiles } from "@/views/node/seenTiles";
import { forgetUntrained, tellUntrained } from "@/views/node/untrained";
import { useRun } from "@/views/run/useRun";
import { useStanding } from "@/views/run/useStanding";
import { AskedKernels } from "./AskedKernels";
import { useLook } from "./useLook";

interface UntrainedProps {
  /** Which network of the document. */
  role: string;
  /** Of the test set: the one on screen. */
  sample: number;
  /** Whether the data set is here. */
  available: boolean;
}

const NONE: ReadonlySet<string> = new Set();

/** The nodes that the run on screen did not compute so. */
function useStale(role: string): ReadonlySet<string> {
  const document = useDocument((state) => state.document);
  const opened = useDocument((state) => state.opened);
  const { networks, blocks } = document ?? {};
  const standing = useStanding();
  const run = useRun((state) => state.run);
  const share = useRun((state) => state.share);
  const { data } = useQuery({
    queryKey: ["snapshot", run, share],
    queryFn: ({ signal }) => runSnapshot(run ?? "", share, signal),
    enabled: run !== null,
    staleTime: Number.POSITIVE_INFINITY,
  });
  // biome-ignore lint/correctness/useExhaustiveDependencies: of the document its networks and blocks alone
  return useMemo(() => {
    if (run === null || data === undefined || document === null) return NONE;
    const network = networkOf(document, role);
    const { all, unchanged } = standing?.standingSince(document, data, role, opened) ?? {
      all: Object.keys(network.nodes),
      unchanged: unchangedNodes(network, networkOf(data, role)),
    };
    const stale = all.filter((path) => !unchanged.has(path));
    return stale.length === 0 ? NONE : new Set(stale);
  }, [networks, blocks, opened, run, data, role, standing]);
}

/** Whether the network has no fault: behind one there is no answer, no loss and so no gradient. */
function useAnswers(role: string): boolean {
  const answers = useCheck(
    ({ answer }) => !answer?.problems.some((problem) => problem.where.role === role),
  );
  useEffect(() => {
    if (!answers) tellUntrained(role, { gradients: null });
  }, [role, answers]);
  return answers;
}

/**
 * The document that is to be shown with its first weights, or what is sound of it; null where none is, or none can be:
 * a network that no sample enters has nothing to make of one.
 */
function useSubject(
  role: string,
  stale: ReadonlySet<string>,
  available: boolean,
): Experiment | null {
  const opening = useRun(({ phase }) => phase === "opening");
  const first = useRun(({ step }) => step === 0);
  const about = useCheck((state) => state.about);
  const able = useCheck((state) => state.answer?.can_be_shown_untrained === true);
  // A run that is being opened tells in a moment what it has learnt.
  const wanted = stale.size > 0 || (first && !opening);
  const subject = able && available && wanted ? about : null;
  useEffect(() => {
    // What was shown of a document that can't be shown any more, or need not, is true of no other.
    if (subject === null && !opening) forgetUntrained(role, stale);
    else tellUntrained(role, { stale });
  }, [subject, opening, role, stale]);
  useEffect(() => () => forgetUntrained(role), [role]);
  return subject;
}

/** A chosen convolution has its kernels in the inspector. */
function useKernelsSeen(role: string): boolean {
  const shown = useStore(nodeViews, (views) => anyShows(views, role, "kernels"));
  const { nodes } = useSheet();
  const [chosen = "", ...others] = useDocument((state) => state.selection);
  const own = useDocument((state) => state.role === role);
  return shown || (own && others.length === 0 && nodes[chosen]?.layer.kind === "conv2d");
}

const takeOutputs = ({ frame: outputs }: Reading<NodeOutputsFrame>) =>
  tellUntrained(outputs.role, { outputs });
const takeWhole = ({ frame: whole }: Reading<NodeOutputsFrame>) =>
  tellUntrained(whole.role, { whole });
const takeGradients = ({ frame: gradients }: Reading<NodeGradientsFrame>) =>
  tellUntrained(gradients.role, { gradients });
const takeKernels = ({ frame: kernels }: Reading<KernelsFrame>) =>
  tellUntrained(kernels.role, { kernels });
/** Without an answer what was said before a fault is true of no network any more. */
const takeVerdict = ({ frame }: Reading<NodeOutputsFrame>) => {
  if (frame.probabilities.length === 0) pinned.setState({ verdicts: [] });
  else addVerdict({ step: 0, probabilities: frame.probabilities });
};

interface Showing {
  forth: Show | null;
  back: Show | null;
  /** All of the node that is shown large, where the others tell no more than tiles draw. */
  whole: Show | null;
}

/** Which nodes a question is about, and how much is told of them. */
const of = ({ nodes, small }: Show) => ({ nodes, small });

/** What is asked about the sample on screen: all, or of a large network what its tiles on the page draw. */
function useShowing(role: string, sample: number): Showing {
  const part = useCheck(({ answer }) => answer?.is_shown_in_part === true);
  const seen = useStore(seenTiles, (all) => (part ? seenNodes(all, role) : ""));
  const chosen = useStore(large, (shown) => (part && shown?.role === role ? shown.node : null));
  return useMemo(() => {
    const watched = testSample(sample);
    const asked = (...sides: Show["of"]): Show => showing(role, watched, ...sides);
    const some = part ? { nodes: seen.split(" "), small: true } : {};
    const nothing = part && seen === "";
    return {
      forth: nothing ? null : { ...asked("outputs"), ...some },
      back: nothing ? null : { ...asked("gradients"), ...some },
      whole: chosen === null ? null : { ...asked("outputs"), nodes: [chosen] },
    };
  }, [role, sample, part, seen, chosen]);
}

/** Keeps what the first weights give up to date with the document, and kernels beyond the recorded; draws nothing itself. */
export function Untrained({ role, sample, available }: UntrainedProps) {
  const finds = useFinds(role);
  const subject = useSubject(role, useStale(role), available && finds("feature_maps"));
  const answers = useAnswers(role) && finds("gradient_maps");
  const gradients = useStore(nodeViews, (views) => answers && anyShows(views, role, "gradient"));
  const kernels = useKernelsSeen(role);
  const { input } = usePad();
  const unheard = useRun(({ step }) => step === 0);
  const { forth, back, whole } = useShowing(role, sample);
  const filters = useMemo<ShowKernels>(() => ({ kind: "show_kernels", role, channel: 0 }), [role]);
  const takes = useIsShownSamples(role);
  const onPad = useMemo(
    () =>
      input === null || !takes || forth === null
        ? null
        : { ...showing(role, input, "outputs"), ...of(forth) },
    [role, input, takes, forth],
  );
  useLook("node_outputs", subject, forth, takeOutputs);
  useLook("node_gradients", gradients ? subject : null, back, takeGradients);
  useLook("kernels", kernels ? subject : null, filters, takeKernels);
  useLook("node_outputs", subject, whole, takeWhole);
  useLook("node_outputs", unheard ? subject : null, onPad, takeVerdict);
  return <AskedKernels role={role} subject={subject} />;
}

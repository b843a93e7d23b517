import { useSyncExternalStore } from "react";
import { useTranslation } from "react-i18next";
import { useStore } from "zustand";
import { heard } from "@/api/heard";
import { count } from "@/ui/format";
import { shown, shownGradients } from "../run/shown";
import { useRun } from "../run/useRun";
import { askedKernels, shownKernels } from "./kernelChannels";
import { type NodeViewKind, nodeViewOf, nodeViews } from "./nodeViews";
import { untrained, untrainedOf } from "./untrained";

interface TileSaidProps {
  role: string;
  node: string;
  kind: string;
  /** The side is named beside it already. */
  named?: boolean;
  className?: string | undefined;
}

const FRAMES = { output: "outputs", kernels: "kernels", gradient: "gradients" } as const;

/** Whether a side of a node shows what its first weights give. The input is what it is, with any weights. */
export function useUntaught(
  role: string,
  node: string,
  kind: string,
  view: keyof typeof FRAMES,
): boolean {
  const first = useRun((run) => run.step === 0);
  const stale = useStore(untrained, (all) => untrainedOf(all, role).stale.has(node));
  // Behind a fault there is nothing to see.
  const shown = useStore(untrained, (all) => {
    const frame = untrainedOf(all, role)[FRAMES[view]];
    return frame?.nodes.some((each) => each.node === node) ?? false;
  });
  return (first || stale) && shown && !(kind === "input" && view === "output");
}

/** The step of a side that is no output: in the past its frames are others than those of the outputs. */
function useSideStep(role: string, node: string, view: NodeViewKind): number | undefined {
  const aside = useRun((run) => run.playhead !== null) && view !== "output";
  return useSyncExternalStore(subscribe, () => {
    if (!aside) return undefined;
    return view === "gradient" ? shownGradients(role)?.step : shownKernels(role, node)?.step;
  });
}

const subscribe = heard(["node_gradients", "kernels", "playhead"], shown, askedKernels);

/** What has to be said of a tile's picture: that it is no output, that nothing was learnt yet. Most need no words. */
export function TileSaid({ role, node, kind, named = false, className }: TileSaidProps) {
  const { t } = useTranslation("views");
  const view = useStore(nodeViews, (views) => nodeViewOf(views, role, node));
  const untaught = useUntaught(role, node, kind, view);
  const step = useSideStep(role, node, view);
  const words = [
    ...(view === "output" || named ? [] : [t(`nodeView.${view}`)]),
    ...(untaught ? [t("untrained.short")] : []),
    ...(untaught || step === undefined ? [] : [t("timeline.step", { step: count(step) })]),
  ];
  if (words.length === 0) return null;
  return <span className={className}>{words.join(" · ")}</span>;
}

import { useMemo, useSyncExternalStore } from "react";
import { useStore } from "zustand";
import { heard } from "@/api/heard";
import { showing, testSample } from "@/api/inputs";
import { large } from "@/views/node/large";
import { nodeViewOf, nodeViews } from "@/views/node/nodeViews";
import { seenNodes, seenTiles } from "@/views/node/seenTiles";
import { nodeIn, shown, toldGradients, toldOutputs } from "@/views/run/shown";
import { useAskedFilm } from "./useAskedFilm";

type Aspect = "outputs" | "gradients";

const subscribe = heard(
  ["node_outputs", "node_gradients", "playhead"],
  shown,
  seenTiles,
  nodeViews,
);

/** What stands inside of blocks and is in sight, and is not told with the sample on screen: that sample, then their paths. */
export function untold(role: string, open: string | null, aspect: Aspect): string {
  const frame = (aspect === "outputs" ? toldOutputs(role) : toldGradients(role))?.frame;
  if (frame === undefined || frame.sample < 0) return "";
  const seen = seenNodes(seenTiles.getState(), role).split(" ");
  const views = nodeViews.getState();
  const nodes = [...new Set(open === null ? seen : [...seen, open])].filter(
    (node) =>
      node.includes("/") &&
      nodeIn(frame, node) === undefined &&
      // The way back costs more: only where it is looked at.
      (aspect === "outputs" || nodeViewOf(views, role, node) === "gradient"),
  );
  return nodes.length === 0 ? "" : [frame.sample, ...nodes].join(" ");
}

function useUntold(role: string, aspect: Aspect) {
  const open = useStore(large, (node) => (node?.role === role ? node.node : null));
  const wanted = useSyncExternalStore(subscribe, () => untold(role, open, aspect));
  return useMemo(() => {
    const [sample = "", ...nodes] = wanted.split(" ");
    if (nodes.length === 0) return null;
    // A tile draws a few maps; the large view all of them.
    const small = open === null || !nodes.includes(open);
    return { ...showing(role, testSample(Number(sample)), aspect), nodes, small };
  }, [role, wanted, open, aspect]);
}

/** Asks the run what it makes of the sample inside of the block that is open, there and back; draws nothing itself. */
export function AskedInside({ role }: { role: string }) {
  useAskedFilm("insides", useUntold(role, "outputs"));
  useAskedFilm("gradientsInside", useUntold(role, "gradients"));
  return null;
}

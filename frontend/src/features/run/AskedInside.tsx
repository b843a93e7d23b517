import { useMemo, useSyncExternalStore } from "react";
import { useStore } from "zustand";
import { showing, testSample } from "@/api/inputs";
import { watchedRun } from "@/api/runStore";
import { large } from "@/views/node/large";
import { seenNodes, seenTiles } from "@/views/node/seenTiles";
import { nodeIn, shown, toldOutputs } from "@/views/run/shown";
import { useAskedFilm } from "./useAskedFilm";

function subscribe(changed: () => void): () => void {
  const ends = [
    watchedRun.subscribe("node_outputs", changed),
    watchedRun.subscribe("playhead", changed),
    shown.subscribe(changed),
    seenTiles.subscribe(changed),
  ];
  return () => {
    for (const end of ends) end();
  };
}

/** What stands inside of blocks and is on the page, and is not told with the sample on screen: that sample, then their paths. */
export function untold(role: string, open: string | null): string {
  const frame = toldOutputs(role)?.frame;
  if (frame === undefined || frame.sample < 0) return "";
  const seen = seenNodes(seenTiles.getState(), role).split(" ");
  const nodes = [...new Set(open === null ? seen : [...seen, open])].filter(
    (node) => node.includes("/") && nodeIn(frame, node) === undefined,
  );
  return nodes.length === 0 ? "" : [frame.sample, ...nodes].join(" ");
}

/** Asks the run what it makes of the sample inside of the block that is open; draws nothing itself. */
export function AskedInside({ role }: { role: string }) {
  const open = useStore(large, (node) => (node?.role === role ? node.node : null));
  const wanted = useSyncExternalStore(subscribe, () => untold(role, open));
  const query = useMemo(() => {
    const [sample = "", ...nodes] = wanted.split(" ");
    if (nodes.length === 0) return null;
    // A tile draws a few maps; the large view all of them.
    const small = open === null || !nodes.includes(open);
    return { ...showing(role, testSample(Number(sample)), "outputs"), nodes, small };
  }, [role, wanted, open]);
  useAskedFilm("insides", query);
  return null;
}

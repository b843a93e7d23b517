import { useCallback, useEffect, useMemo } from "react";
import { useStore } from "zustand";
import type { Reading } from "@/api/frames";
import { useDocument, useLying } from "@/graph/documentStore";
import { pathOf } from "@/graph/sheet";
import type { Experiment, KernelsFrame, ShowKernels } from "@/schema/schema.gen";
import { expectKernels, kernelChannels, placeOf, takeKernels } from "@/views/node/kernelChannels";
import { RECORDED_CHANNELS } from "@/views/node/kernels";
import { nodeViewOf, nodeViews } from "@/views/node/nodeViews";
import { untrained, untrainedOf } from "@/views/node/untrained";
import { useRun } from "@/views/run/useRun";
import { Asking } from "./asking";
import { useLook } from "./useLook";

/** Kernels are looked at, not watched. */
const REST_MS = 400;

interface AskedKernelsProps {
  role: string;
  /** The document that is shown with its first weights; null where none is. */
  subject: Experiment | null;
}

/** Asks for the kernels of input channels that no frame records, as long as they are on screen. */
export function AskedKernels({ role, subject }: AskedKernelsProps) {
  const channels = useStore(kernelChannels);
  const views = useStore(nodeViews);
  const selection = useDocument((state) => state.selection);
  const lying = useLying();
  const run = useRun((state) => state.run);
  const first = useRun(({ step }) => step === 0);
  const stale = useStore(untrained, (all) => untrainedOf(all, role).stale);
  return Object.entries(channels).map(([place, channel]) => {
    const node = place.slice(placeOf(role, "").length);
    const seen =
      nodeViewOf(views, role, node) === "kernels" ||
      selection.includes(pathOf(lying, { role, name: node }));
    if (place !== placeOf(role, node) || channel < RECORDED_CHANNELS || !seen) return null;
    const about = first || stale.has(node) ? subject : null;
    const key = `${run} ${place} ${channel} ${about === null}`;
    return <Asked key={key} {...{ role, node, channel }} subject={about} />;
  });
}

interface AskedProps {
  role: string;
  node: string;
  channel: number;
  subject: Experiment | null;
}

function Asked({ role, node, channel, subject }: AskedProps) {
  const take = useCallback(
    (reading: Reading<KernelsFrame>) => takeKernels(role, node, reading),
    [role, node],
  );
  const query = useMemo<ShowKernels>(
    () => ({ kind: "show_kernels", role, channel }),
    [role, channel],
  );
  useEffect(() => expectKernels(role, node, channel), [role, node, channel]);
  const taught = subject === null;
  useEffect(() => {
    return taught ? new Asking("kernels", () => query, take, REST_MS).follow() : undefined;
  }, [taught, query, take]);
  useLook("kernels", subject, query, take);
  return null;
}

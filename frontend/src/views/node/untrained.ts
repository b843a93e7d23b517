import { createStore } from "zustand/vanilla";
import { watchedRun } from "@/api/runStore";
import type { KernelsFrame, NodeGradientsFrame, NodeOutputsFrame } from "@/schema/schema.gen";

/** What the network on screen shows with its first weights. */
export interface Untrained {
  outputs: NodeOutputsFrame | null;
  gradients: NodeGradientsFrame | null;
  kernels: KernelsFrame | null;
  /** The nodes that were changed since the run on screen: its weights are not theirs. */
  stale: ReadonlySet<string>;
}

const NOTHING: Untrained = { outputs: null, gradients: null, kernels: null, stale: new Set() };

export const untrained = createStore<Untrained>(() => NOTHING);

export function forgetUntrained(stale: ReadonlySet<string> = NOTHING.stale): void {
  untrained.setState({ ...NOTHING, stale }, true);
}

type Side = keyof Omit<Untrained, "stale">;

/** Whether no weights that have learnt anything are there for a node: no run, its first moment, or another network. */
export function isUntaught(node: string): boolean {
  return watchedRun.data.step === 0 || untrained.getState().stale.has(node);
}

/** What the first weights give, where no others are there for the node. */
export function firstFrame<S extends Side>(side: S, role: string, node: string): Untrained[S] {
  const frame = untrained.getState()[side];
  return frame?.role === role && isUntaught(node) ? frame : (null as Untrained[S]);
}

/** Whether the run on screen was of another network, as far as this node goes. */
export function isStale(node: string): boolean {
  return untrained.getState().stale.has(node);
}

import { createStore } from "zustand/vanilla";
import { watchedRun } from "@/api/runStore";
import type { KernelsFrame, NodeGradientsFrame, NodeOutputsFrame } from "@/schema/schema.gen";

/** What the network on screen shows with its first weights. */
export interface Untrained {
  outputs: NodeOutputsFrame | null;
  gradients: NodeGradientsFrame | null;
  kernels: KernelsFrame | null;
  /** The network that a sample enters. */
  role: string;
  /** Its nodes that were changed since the run on screen: its weights are not theirs. */
  stale: ReadonlySet<string>;
}

const NOTHING: Untrained = {
  outputs: null,
  gradients: null,
  kernels: null,
  role: "",
  stale: new Set(),
};

export const untrained = createStore<Untrained>(() => NOTHING);

export function forgetUntrained(about: Partial<Pick<Untrained, "role" | "stale">> = {}): void {
  untrained.setState({ ...NOTHING, ...about }, true);
}

type Side = keyof Omit<Untrained, "role" | "stale">;

/** Whether no weights that have learnt anything are there for a node: no run, its first moment, or another network. */
export function isUntaught(role: string, node: string): boolean {
  return watchedRun.data.step === 0 || isStale(role, node);
}

/** What the first weights give, where no others are there for the node. */
export function firstFrame<S extends Side>(side: S, role: string, node: string): Untrained[S] {
  const frame = untrained.getState()[side];
  return frame?.role === role && isUntaught(role, node) ? frame : (null as Untrained[S]);
}

/** Whether the run on screen was of another network, as far as this node goes. */
export function isStale(role: string, node: string): boolean {
  const { role: own, stale } = untrained.getState();
  return role === own && stale.has(node);
}

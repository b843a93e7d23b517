import { createStore } from "zustand/vanilla";
import { watchedRun } from "@/api/runStore";
import type { KernelsFrame, NodeGradientsFrame, NodeOutputsFrame } from "@/schema/schema.gen";

/** What a network shows with its first weights. */
export interface Untrained {
  outputs: NodeOutputsFrame | null;
  gradients: NodeGradientsFrame | null;
  kernels: KernelsFrame | null;
  /** Of a large network, of which `outputs` tells no more than tiles draw: all of the node that is shown large. */
  whole: NodeOutputsFrame | null;
  /** The nodes that were changed since the run on screen: its weights are not theirs. */
  stale: ReadonlySet<string>;
}

type ByRole = Readonly<Record<string, Untrained>>;

const NOTHING: Untrained = {
  outputs: null,
  gradients: null,
  kernels: null,
  whole: null,
  stale: new Set(),
};

export const untrained = createStore<ByRole>(() => ({}));

export const untrainedOf = (all: ByRole, role: string): Untrained => all[role] ?? NOTHING;

export function tellUntrained(role: string, told: Partial<Untrained>): void {
  untrained.setState((all) => ({ ...all, [role]: { ...untrainedOf(all, role), ...told } }), true);
}

export function forgetUntrained(role: string, stale: ReadonlySet<string> = NOTHING.stale): void {
  tellUntrained(role, { ...NOTHING, stale });
}

type Side = keyof Omit<Untrained, "stale">;

/** Whether no weights that have learnt anything are there for a node: no run, its first moment, or another network. */
export function isUntaught(role: string, node: string): boolean {
  return watchedRun.data.step === 0 || isStale(role, node);
}

/** What the first weights give, where no others are there for the node. */
export function firstFrame<S extends Side>(side: S, role: string, node: string): Untrained[S] {
  const known = untrainedOf(untrained.getState(), role);
  return isUntaught(role, node) ? known[side] : (null as Untrained[S]);
}

/** Whether the run on screen was of another network, as far as this node goes. */
export function isStale(role: string, node: string): boolean {
  return untrainedOf(untrained.getState(), role).stale.has(node);
}

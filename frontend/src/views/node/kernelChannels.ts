import { useStore } from "zustand";
import { createStore } from "zustand/vanilla";
import { Film } from "@/api/film";
import type { Reading } from "@/api/frames";
import { watchedRun } from "@/api/runStore";
import type { KernelsFrame, NodeKernels } from "@/schema/schema.gen";
import { shownFrame } from "../run/shown";
import { useShownFrame } from "../run/useShownFrame";
import { kernelsOf, RECORDED_CHANNELS } from "./kernels";
import { firstFrame, isStale, untrained } from "./untrained";

/** By role and node: the input channel, from 0, whose kernels are shown; what is left out shows the first. */
export const kernelChannels = createStore<Readonly<Record<string, number>>>(() => ({}));

interface Asked {
  channel: number;
  film: Film;
}

/** Kernels of channels that no frame records, by role and node: asked about, each answer at its step. */
export const askedKernels = createStore<Readonly<Record<string, Asked | undefined>>>(() => ({}));

export const placeOf = (role: string, node: string) => `${role}/${node}`;

export function chooseChannel(role: string, node: string, channel: number): void {
  kernelChannels.setState({ [placeOf(role, node)]: channel });
}

/** From now on what is asked of this channel is kept. */
export function expectKernels(role: string, node: string, channel: number): void {
  askedKernels.setState({ [placeOf(role, node)]: { channel, film: new Film() } });
}

export function takeKernels(role: string, node: string, answer: Reading<KernelsFrame>): void {
  const asked = askedKernels.getState()[placeOf(role, node)];
  if (asked === undefined) return;
  asked.film.add(answer.step, answer.frame);
  askedKernels.setState({ [placeOf(role, node)]: { ...asked } });
}

/** The kernels of one convolution at the playhead, as far as they are seen through one input channel. */
export interface KernelsReading {
  step: number;
  kernels: NodeKernels;
  /** The input channel, from 0. */
  channel: number;
  /** Its place among those that `kernels` carries; -1 while it is asked for. */
  place: number;
}

export function shownKernels(role: string, node: string): KernelsReading | null {
  const recorded = isStale(role, node) ? null : shownFrame("kernels", role);
  const kernels = kernelsOf(recorded?.frame ?? firstFrame("kernels", role, node), node);
  if (kernels === undefined) return null;
  const step = recorded?.step ?? 0;
  const wanted = kernelChannels.getState()[placeOf(role, node)] ?? 0;
  const channel = Math.min(wanted, kernels.shape[1] - 1);
  if (channel < RECORDED_CHANNELS) return { step, kernels, channel, place: channel };
  const asked = askedKernels.getState()[placeOf(role, node)];
  const exposure = asked?.channel === channel ? asked.film.nearest(watchedRun.at) : undefined;
  const answered = exposure?.frame.kind === "kernels" ? kernelsOf(exposure.frame, node) : undefined;
  if (exposure === undefined || answered === undefined) {
    return { step, kernels, channel, place: -1 };
  }
  return { step: exposure.step, kernels: answered, channel, place: 0 };
}

/** The same, rendering again with every new one. */
export function useShownKernels(role: string, node: string): KernelsReading | null {
  useStore(kernelChannels);
  useStore(askedKernels);
  useStore(untrained);
  useShownFrame("kernels", role);
  return shownKernels(role, node);
}

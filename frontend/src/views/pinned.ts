import { createStore } from "zustand/vanilla";
import type { RunData } from "@/api/runFold";

/** What the network said to the pinned drawing after a step. */
export interface Verdict {
  step: number;
  probabilities: readonly number[];
}

interface Pinned {
  /** As the data set stores it: ink is 255; null while nothing is drawn here. */
  pixels: Uint8Array | null;
  verdicts: readonly Verdict[];
  /** The run's own pinned input is put aside, to draw something else. */
  aside: boolean;
  /** What an earlier run had pinned: still on the pad when the next one begins. */
  carried: Uint8Array | null;
}

const MOST = 600;

export const pinned = createStore<Pinned>(() => ({
  pixels: null,
  verdicts: [],
  aside: false,
  carried: null,
}));

export function pin(pixels: Uint8Array | null): void {
  pinned.setState({ pixels, verdicts: [] });
}

/** Clears the pad; what the run has pinned stays pinned, but out of sight. */
export function drawAgain(): void {
  pinned.setState({ pixels: null, verdicts: [], aside: true });
}

/** Back to what the run has pinned. */
export function backToPinned(): void {
  pinned.setState({ pixels: null, verdicts: [], aside: false });
}

/** What is on the pad: drawn here, or pinned to the run for all to see. */
export interface OnPad {
  pixels: Uint8Array | null;
  /** Pinned to the run: recorded, and there again after a reload. */
  durable: boolean;
}

function alike(one: Uint8Array, other: Uint8Array): boolean {
  return one.length === other.length && one.every((value, at) => value === other[at]);
}

export function onPad(
  local: Pick<Pinned, "pixels" | "aside" | "carried">,
  run: RunData["pinned"],
): OnPad {
  if (run === null) {
    const carried = local.aside ? null : local.carried;
    return { pixels: local.pixels ?? carried, durable: false };
  }
  if (local.pixels === null) {
    return local.aside ? { pixels: null, durable: false } : { pixels: run.pixels, durable: true };
  }
  return { pixels: local.pixels, durable: alike(local.pixels, run.pixels) };
}

/** Verdicts in the order of their steps; what the run recorded goes before what was asked from here. */
export function merged(
  recorded: readonly Verdict[],
  asked: readonly Verdict[],
): readonly Verdict[] {
  if (recorded.length === 0) return asked;
  const first = recorded[0]?.step ?? 0;
  const last = recorded.at(-1)?.step ?? 0;
  return [
    ...asked.filter(({ step }) => step < first),
    ...recorded,
    ...asked.filter(({ step }) => step > last),
  ];
}

export function addVerdict(verdict: Verdict): void {
  const { verdicts } = pinned.getState();
  const before = verdicts.filter((each) => each.step < verdict.step);
  const kept = before.length < MOST ? before : before.filter((_, at) => at % 2 === 0);
  pinned.setState({ verdicts: [...kept, verdict] });
}

/** The verdict at or before a step, else the first. */
export function verdictAt(verdicts: readonly Verdict[], step: number): Verdict | undefined {
  return verdicts.findLast((each) => each.step <= step) ?? verdicts[0];
}

/** Classes by probability, likeliest first. */
export function ranked(probabilities: readonly number[]): { label: number; share: number }[] {
  return probabilities
    .map((share, label) => ({ label, share }))
    .sort((one, other) => other.share - one.share);
}

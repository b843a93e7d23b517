import { createStore } from "zustand/vanilla";

/** What the network said to the pinned drawing after a step. */
export interface Verdict {
  step: number;
  probabilities: readonly number[];
}

interface Pinned {
  /** As the data set stores it: ink is 255; null while nothing is drawn. */
  pixels: Uint8Array | null;
  verdicts: readonly Verdict[];
}

const MOST = 600;

export const pinned = createStore<Pinned>(() => ({ pixels: null, verdicts: [] }));

export function pin(pixels: Uint8Array | null): void {
  pinned.setState({ pixels, verdicts: [] });
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

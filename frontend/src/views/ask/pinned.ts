import { createStore } from "zustand/vanilla";
import { sameInput } from "@/api/inputs";
import type { RunData } from "@/api/runFold";
import type { AnyInput } from "@/schema/schema.gen";

/** What the network said to the pinned input after a step. */
export interface PinnedAnswer {
  step: number;
  probabilities: readonly number[];
}

interface Pinned {
  /** What was drawn or entered here; null while nothing was. */
  input: AnyInput | null;
  verdicts: readonly PinnedAnswer[];
  /** The run's own pinned input is put aside, to draw something else. */
  aside: boolean;
  /** What an earlier run had pinned: still on the pad when the next one begins. */
  carried: AnyInput | null;
}

const MOST = 600;

export const pinned = createStore<Pinned>(() => ({
  input: null,
  verdicts: [],
  aside: false,
  carried: null,
}));

export function pin(input: AnyInput | null): void {
  pinned.setState({ input, verdicts: [] });
}

/** Clears the pad; what the run has pinned stays pinned, but out of sight. */
export function drawAgain(): void {
  pinned.setState({ input: null, verdicts: [], aside: true });
}

/** Back to what the run has pinned. */
export function backToPinned(): void {
  pinned.setState({ input: null, verdicts: [], aside: false });
}

/** What is on the pad: drawn or entered here, or pinned to the run for all to see. */
export interface OnPad {
  input: AnyInput | null;
  /** Pinned to the run: recorded, and there again after a reload. */
  durable: boolean;
}

export function onPad(
  local: Pick<Pinned, "input" | "aside" | "carried">,
  run: RunData["pinned"],
): OnPad {
  if (run === null) {
    const carried = local.aside ? null : local.carried;
    return { input: local.input ?? carried, durable: false };
  }
  if (local.input === null) {
    return local.aside ? { input: null, durable: false } : { input: run.input, durable: true };
  }
  return { input: local.input, durable: sameInput(local.input, run.input) };
}

/** Verdicts in the order of their steps; what the run recorded goes before what was asked from here. */
export function merged(
  recorded: readonly PinnedAnswer[],
  asked: readonly PinnedAnswer[],
): readonly PinnedAnswer[] {
  if (recorded.length === 0) return asked;
  const first = recorded[0]?.step ?? 0;
  const last = recorded.at(-1)?.step ?? 0;
  return [
    ...asked.filter(({ step }) => step < first),
    ...recorded,
    ...asked.filter(({ step }) => step > last),
  ];
}

/** One more, in its place by step; a network that has blown up says nothing. What lies behind the run's newest step was said before it began anew. */
export function addVerdict(verdict: PinnedAnswer, newest = verdict.step): void {
  if (verdict.probabilities.length === 0) return;
  const { verdicts } = pinned.getState();
  const before = verdicts.filter((each) => each.step < verdict.step);
  const after = verdicts.filter((each) => each.step > verdict.step && each.step <= newest);
  const all = [...before, verdict, ...after];
  const kept = all.filter((each, at) => all.length <= MOST || at % 2 === 0 || each === all.at(-1));
  pinned.setState({ verdicts: kept });
}

/** The verdict nearest to a step; of two equally near ones the earlier. */
export function verdictAt(
  verdicts: readonly PinnedAnswer[],
  step: number,
): PinnedAnswer | undefined {
  const away = (verdict: PinnedAnswer) => Math.abs(verdict.step - step);
  return verdicts.reduce<PinnedAnswer | undefined>(
    (best, each) => (best === undefined || away(each) < away(best) ? each : best),
    undefined,
  );
}

/** Classes by probability, likeliest first. */
export function ranked(probabilities: readonly number[]): { label: number; share: number }[] {
  return probabilities
    .map((share, label) => ({ label, share }))
    .sort((one, other) => other.share - one.share);
}

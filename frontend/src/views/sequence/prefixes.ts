/** What a network says after each step of a sequence, as if it ended there. */
import type { PrefixesFrame } from "@/schema/schema.gen";
import { halves } from "./through";

export interface Said {
  /** How many steps were read. */
  readonly steps: number;
  readonly probabilities: readonly number[];
}

export function saidIn({ first, classes, probabilities }: PrefixesFrame): readonly Said[] {
  const shares = halves(probabilities);
  const count = Math.floor(shares.length / Math.max(1, classes));
  return Array.from({ length: count }, (_, at) => ({
    steps: first + at,
    probabilities: [...shares.subarray(at * classes, (at + 1) * classes)],
  }));
}

/** The class that is likeliest. */
export const leading = ({ probabilities }: Said): number =>
  probabilities.indexOf(Math.max(...probabilities));

/** The two that are likeliest at the end: they keep their colours all along. */
export function rivalsOf(said: readonly Said[]): readonly [number, number] {
  const last = said.at(-1)?.probabilities ?? [];
  const ranked = last.map((_, label) => label).sort((a, b) => (last[b] ?? 0) - (last[a] ?? 0));
  return [ranked[0] ?? -1, ranked[1] ?? -1];
}

/** The steps at which another class comes to lead, and the first. */
export const turnsOf = (said: readonly Said[]): readonly Said[] =>
  said.filter((each, at) => {
    const before = said[at - 1];
    return before === undefined || leading(before) !== leading(each);
  });

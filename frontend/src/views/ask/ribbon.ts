import { type PinnedAnswer, ranked } from "./pinned";

export interface Cast {
  leader: number;
  rival: number;
}

/** Who leads at the end, and who came closest over the whole way. */
export function castOf(verdicts: readonly PinnedAnswer[]): Cast | null {
  const last = verdicts.at(-1);
  const leader = last === undefined ? undefined : ranked(last.probabilities)[0]?.label;
  if (last === undefined || leader === undefined) return null;
  const sums = last.probabilities.map((_, label) =>
    verdicts.reduce((sum, verdict) => sum + (verdict.probabilities[label] ?? 0), 0),
  );
  const rival = ranked(sums).find(({ label }) => label !== leader)?.label ?? leader;
  return { leader, rival };
}

/** From the ground up: the rival, the others, the leader. */
export function stacking(classes: number, cast: Cast): number[] {
  const others = Array.from({ length: classes }, (_, label) => label).filter(
    (label) => label !== cast.leader && label !== cast.rival,
  );
  return [cast.rival, ...others, cast.leader];
}

/** The last time the network said something else than it says now. */
export function changeOfMind(
  verdicts: readonly PinnedAnswer[],
): { label: number; step: number } | null {
  const best = (verdict: PinnedAnswer) => ranked(verdict.probabilities)[0]?.label ?? -1;
  const last = verdicts.at(-1);
  if (last === undefined) return null;
  const other = verdicts.findLast((verdict) => best(verdict) !== best(last));
  return other === undefined ? null : { label: best(other), step: other.step };
}

interface Spans {
  /** A band is so wide at least: a single answer would be a line without width. */
  least: number;
  /** Answers further apart say nothing of what lies between them. */
  most: number;
}

/** The answers in bands, in steps: each stands where it was given, joined to those that are near. */
export function apart(verdicts: readonly PinnedAnswer[], { least, most }: Spans): PinnedAnswer[][] {
  const bands: PinnedAnswer[][] = [];
  for (const verdict of verdicts) {
    const band = bands.at(-1);
    const before = band?.at(-1);
    if (band === undefined || before === undefined || verdict.step - before.step > most)
      bands.push([verdict]);
    else band.push(verdict);
  }
  return bands.map((band) => {
    const [first, last] = [band[0], band.at(-1)];
    if (first === undefined || last === undefined || last.step - first.step >= least) return band;
    return [{ ...first, step: Math.max(0, last.step - least) }, ...band.slice(1), last];
  });
}

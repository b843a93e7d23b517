import { ranked, type Verdict } from "./pinned";

export interface Cast {
  leader: number;
  rival: number;
}

/** Who leads at the end, and who came closest over the whole way. */
export function castOf(verdicts: readonly Verdict[]): Cast | null {
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
export function changeOfMind(verdicts: readonly Verdict[]): { label: number; step: number } | null {
  const best = (verdict: Verdict) => ranked(verdict.probabilities)[0]?.label ?? -1;
  const last = verdicts.at(-1);
  if (last === undefined) return null;
  const other = verdicts.findLast((verdict) => best(verdict) !== best(last));
  return other === undefined ? null : { label: best(other), step: other.step };
}

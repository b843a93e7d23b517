import type { RunState } from "@/api/runFold";
import type { WatchedRun } from "@/api/runStore";

/** What is worth saying of a run in words. */
export interface News {
  run: string;
  state: RunState;
  step: number;
  accuracy: number | null;
  change: { step: number; name: string; value: number } | null;
}

export function newsOf({ summary, data }: Pick<WatchedRun, "summary" | "data">): News | null {
  const { run, state, step, testAccuracy } = summary.getState();
  if (run === null || state === null) return null;
  const mark = data.marks.findLast((each) => each.kind === "change");
  const change =
    mark?.kind === "change"
      ? { step: mark.step, name: mark.change.name, value: Number(mark.change.value) }
      : null;
  return { run, state, step, accuracy: testAccuracy, change };
}

/** Steps alone are no news: they pass all the time. */
export function sameNews(told: News | null, now: News): boolean {
  return (
    told !== null &&
    told.run === now.run &&
    told.state === now.state &&
    told.accuracy === now.accuracy &&
    told.change?.step === now.change?.step &&
    told.change?.value === now.change?.value
  );
}

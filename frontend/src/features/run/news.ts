import type { RunState } from "@/api/runFold";
import type { WatchedRun } from "@/api/runStore";

/** What is worth saying of a run in words. */
export interface News {
  run: string;
  state: RunState;
  /** The newest one, or that of the playhead where it stands in the past. */
  step: number;
  replay: boolean;
  accuracy: number | null;
  /** The step of the accuracy in a replay: an evaluation before the playhead. */
  evaluated: number | null;
  change: { step: number; name: string; value: number } | null;
}

export function newsOf({ summary, data }: Pick<WatchedRun, "summary" | "data">): News | null {
  const { run, state, step, testAccuracy, playhead } = summary.getState();
  if (run === null || state === null) return null;
  if (playhead !== null) {
    const accuracy = data.test.at("accuracy", playhead);
    const evaluated = data.test.stepBy(playhead);
    return { run, state, step: playhead, replay: true, accuracy, evaluated, change: null };
  }
  const mark = data.marks.findLast((each) => each.kind === "change");
  const change =
    mark?.kind === "change"
      ? { step: mark.step, name: mark.change.name, value: Number(mark.change.value) }
      : null;
  return { run, state, step, replay: false, accuracy: testAccuracy, evaluated: null, change };
}

/** Steps alone are no news: they pass all the time. */
export function sameNews(told: News | null, now: News): boolean {
  return (
    told !== null &&
    told.run === now.run &&
    told.state === now.state &&
    told.replay === now.replay &&
    told.accuracy === now.accuracy &&
    told.change?.step === now.change?.step &&
    told.change?.value === now.change?.value
  );
}

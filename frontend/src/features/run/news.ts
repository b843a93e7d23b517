import { headlineOf } from "@/api/metrics";
import { curveOf, type RunState } from "@/api/runFold";
import type { WatchedRun } from "@/api/runStore";
import type { Metric } from "@/schema/schema.gen";

/** What is worth saying of a run in words. */
export interface News {
  run: string;
  state: RunState;
  /** The newest one, or that of the playhead where it stands in the past. */
  step: number;
  replay: boolean;
  /** What stands for the run, and its value. */
  metric: Metric;
  value: number | null;
  /** The step of the value in a replay: an evaluation before the playhead. */
  evaluated: number | null;
  change: { step: number; name: string; value: number } | null;
}

export function newsOf({ summary, data }: Pick<WatchedRun, "summary" | "data">): News | null {
  const { run, state, step, metrics, headline, playhead } = summary.getState();
  if (run === null || state === null) return null;
  const metric = headlineOf(metrics);
  if (playhead !== null) {
    const curve = curveOf(data, metric.series);
    const value = curve.at(metric.name, playhead);
    const evaluated = curve.stepBy(playhead);
    return { run, state, step: playhead, replay: true, metric, value, evaluated, change: null };
  }
  const mark = data.marks.findLast((each) => each.kind === "change");
  const change =
    mark?.kind === "change"
      ? { step: mark.step, name: mark.change.name, value: Number(mark.change.value) }
      : null;
  return { run, state, step, replay: false, metric, value: headline, evaluated: null, change };
}

/** Steps alone are no news: they pass all the time. */
export function sameNews(told: News | null, now: News): boolean {
  return (
    told !== null &&
    told.run === now.run &&
    told.state === now.state &&
    told.replay === now.replay &&
    told.value === now.value &&
    told.change?.step === now.change?.step &&
    told.change?.value === now.change?.value
  );
}

import { useEffect } from "react";
import { followRuns, type ListOf, runList } from "@/api/runList";
import { watchedRun } from "@/api/runStore";
import type { ListedRun } from "@/schema/schema.gen";

/**
 * The page looks at the newest run, wherever it was begun: here, in another tab, on a phone. Whoever looks at an
 * older run, or at an earlier moment, does so on purpose and is left alone.
 */
export function useFollowedRun(of: ListOf, known: readonly ListedRun[]): void {
  const share = "share" in of ? of.share : "";
  const experiment = "experiment" in of ? of.experiment : "";
  // biome-ignore lint/correctness/useExhaustiveDependencies: the list that the page came with is its first one
  useEffect(() => {
    let before = known;
    watchedRun.open(known[0]?.id ?? null, share);
    const end = followRuns(share === "" ? { experiment } : { share }, known);
    const stop = runList.subscribe(({ runs }) => {
      const next = share === "" ? nextRun(before, runs) : nextWatched(before, runs);
      before = runs;
      if (next !== undefined) watchedRun.open(next, share);
    });
    return () => {
      stop();
      end();
      watchedRun.open(null);
    };
  }, [share, experiment]);
}

/** Through a link a run that its owner deletes stays in sight, as far as it was seen, until the next one begins. */
function nextWatched(before: readonly ListedRun[], runs: readonly ListedRun[]) {
  const { run, playhead } = watchedRun.summary.getState();
  const was = ({ id }: ListedRun) => id === run;
  if (run === null || runs.some(was)) return nextRun(before, runs);
  const [newest] = runs;
  const isNew = newest !== undefined && !before.some(({ id }) => id === newest.id);
  return isNew && playhead === null ? newest.id : undefined;
}

/** The run to look at when the list is another; undefined to stay. */
function nextRun(
  before: readonly ListedRun[],
  runs: readonly ListedRun[],
): string | null | undefined {
  const { run, playhead } = watchedRun.summary.getState();
  const newest = runs[0]?.id ?? null;
  if (run === null) return newest ?? undefined;
  const wasListed = before.some(({ id }) => id === run);
  // Deleted, here or elsewhere. One that is not listed yet was begun here a moment ago.
  if (!runs.some(({ id }) => id === run)) return wasListed ? newest : undefined;
  const looksBack = playhead !== null || run !== before[0]?.id;
  return looksBack ? undefined : (newest ?? undefined);
}

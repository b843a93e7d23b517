import { createStore } from "zustand/vanilla";
import type { Experiment } from "@/schema/schema.gen";
import { ApiError } from "./errors";
import { RECORDED, watchedRun } from "./runStore";
import { runSnapshot } from "./snapshots";

/** The experiment as the run on screen took it: what its classes, samples and layers are called there. */
export interface WatchedSnapshot {
  run: string | null;
  /** Null without a run, and while it is on its way. */
  snapshot: Experiment | null;
  /** There is none to be had: a run that is shown from its events alone. */
  missing: boolean;
}

const NONE: WatchedSnapshot = { run: null, snapshot: null, missing: false };
const KEPT = 64;
const RETRY_MS = 2000;

export const watchedSnapshot = createStore<WatchedSnapshot>(() => NONE);

const known = new Map<string, Promise<Experiment>>();

/** A run's snapshot never changes: it is asked for once. */
export function snapshotOf(run: string, share: string): Promise<Experiment> {
  const before = known.get(run);
  if (before !== undefined) return before;
  const asked = runSnapshot(run, share);
  keep(run, asked);
  asked.catch(() => known.delete(run));
  return asked;
}

function keep(run: string, snapshot: Promise<Experiment>): void {
  known.set(run, snapshot);
  const [oldest] = known.keys();
  if (known.size > KEPT && oldest !== undefined) known.delete(oldest);
}

const begun = new Map<string, Experiment>();

/** What a run that was begun on this page took: its views need not wait for it. */
export function beginWith(run: string, snapshot: Experiment): void {
  keep(run, Promise.resolve(snapshot));
  begun.clear();
  begun.set(run, snapshot);
}

function look(run: string | null, share: string): void {
  if (run === null) {
    watchedSnapshot.setState(NONE);
    return;
  }
  watchedSnapshot.setState({ run, snapshot: begun.get(run) ?? null, missing: false });
  const isOn = () => watchedRun.summary.getState().run === run;
  snapshotOf(run, share).then(
    (snapshot) => isOn() && watchedSnapshot.setState({ snapshot }),
    (error: unknown) => {
      if (!isOn()) return;
      const refused = error instanceof ApiError && error.status >= 400 && error.status < 500;
      if (refused) watchedSnapshot.setState({ missing: true });
      else setTimeout(() => isOn() && look(run, share), RETRY_MS);
    },
  );
}

watchedRun.summary.subscribe((now, before) => {
  if (now.run === before.run && now.share === before.share) return;
  // One that is shown from its events alone has nobody to ask.
  if (now.run === RECORDED)
    watchedSnapshot.setState({ run: now.run, snapshot: null, missing: true });
  else look(now.run, now.share);
});

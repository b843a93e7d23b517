import { createRun } from "@/api/experiments";
import type { RunState } from "@/api/runFold";
import { watchedRun } from "@/api/runStore";
import { beginWith } from "@/api/watchedSnapshot";
import { withSaved } from "@/graph/autosave";
import { documentStore } from "@/graph/documentStore";
import type { AnyInput, RunBody } from "@/schema/schema.gen";
import { pinned } from "@/views/ask/pinned";
import { presses } from "./presses";

/** What the run on screen has pinned, and the reader has not put aside. */
function pinnedNow(): AnyInput | null {
  const { aside } = pinned.getState();
  return aside ? null : (watchedRun.data.pinned?.input ?? null);
}

async function start(paused: boolean): Promise<RunBody> {
  const { id, saving, document, run } = await withSaved(async () => {
    const { revision, ...saved } = documentStore.getState();
    return { ...saved, run: await createRun(saved.id, revision, paused) };
  });
  // Saved just now, and not edited since: this is what the run took.
  if (saving === "saved" && document !== null) beginWith(run.id, document);
  // The reader may have gone to another experiment meanwhile.
  if (documentStore.getState().id !== id) return run;
  const kept = pinnedNow();
  watchedRun.open(run.id, "", run.state as RunState);
  // What is pinned is pinned to the experiment, as its owner sees it: the next run reads it from its start.
  if (kept !== null) void pinInput(kept).catch(() => undefined);
  return run;
}

/** Starts a new run of the experiment on screen and looks at it. */
export const train = () => presses.make("going", async () => (await start(false)).id);

/** Starts a new run that takes exactly so many steps and waits. */
export const trainSteps = (steps: number) =>
  presses.make("waiting", async () => {
    const run = await start(true);
    await watchedRun.order({ kind: "step_run", steps }, run.id);
    return run.id;
  });

export const pause = () => presses.order({ kind: "pause_run" }, "waiting");
export const resume = () => presses.order({ kind: "resume_run" }, "going");
export const stop = () => presses.order({ kind: "stop_run" }, "over");
export const step = (steps = 1) => presses.order({ kind: "step_run", steps }, "waiting");
export const setHyperparameter = (name: string, value: number) =>
  presses.order({ kind: "set_hyperparameter", name, value });
/** A finished run goes on with it. */
export const extend = (epochs: number) =>
  presses.order({ kind: "extend_run", epochs }, presses.bound === "over" ? "going" : null);
/** 0 is no limit. */
export const setSpeed = (stepsPerSecond: number) =>
  presses.order({ kind: "set_speed", steps_per_s: stepsPerSecond });
export const pinInput = (input: AnyInput) => watchedRun.order({ kind: "pin_input", input });
export const unpinInput = () => watchedRun.order({ kind: "unpin_input" });

import { createRun } from "@/api/experiments";
import { watchedRun } from "@/api/runStore";
import { saveNow } from "@/graph/autosave";
import { documentStore } from "@/graph/documentStore";
import type { RunBody } from "@/schema/schema.gen";

async function start(paused: boolean): Promise<RunBody> {
  await saveNow();
  const { id, revision } = documentStore.getState();
  const run = await createRun(id, revision, paused);
  watchedRun.open(run.id);
  return run;
}

/** Starts a new run of the experiment on screen and looks at it. */
export const train = () => start(false);

/** Starts a new run that takes exactly one step and waits. */
export async function trainOneStep(): Promise<void> {
  await start(true);
  await step();
}

export const pause = () => watchedRun.order({ kind: "pause_run" });
export const resume = () => watchedRun.order({ kind: "resume_run" });
export const stop = () => watchedRun.order({ kind: "stop_run" });
export const step = (steps = 1) => watchedRun.order({ kind: "step_run", steps });
export const setHyperparameter = (name: string, value: number) =>
  watchedRun.order({ kind: "set_hyperparameter", name, value });
export const extend = (epochs: number) => watchedRun.order({ kind: "extend_run", epochs });
/** 0 is no limit. */
export const setSpeed = (stepsPerSecond: number) =>
  watchedRun.order({ kind: "set_speed", steps_per_s: stepsPerSecond });
export const pinInput = (pixels: Uint8Array) => watchedRun.order({ kind: "pin_input", pixels });
export const unpinInput = () => watchedRun.order({ kind: "unpin_input" });

import { createRun } from "@/api/experiments";
import { watchedRun } from "@/api/runStore";
import { documentStore } from "@/graph/documentStore";
import type { RunBody } from "@/schema/schema.gen";

/** Resolves when what is on screen is what the server has; at once where nothing is on its way. */
export function saved(): Promise<void> {
  const isSettled = () => documentStore.getState().saving !== "saving";
  if (isSettled()) return Promise.resolve();
  return new Promise((resolve) => {
    const end = documentStore.subscribe(() => {
      if (!isSettled()) return;
      end();
      resolve();
    });
  });
}

/** Starts a new run of the experiment on screen and looks at it. */
export async function train(): Promise<RunBody> {
  await saved();
  const { id, revision } = documentStore.getState();
  const run = await createRun(id, revision);
  watchedRun.open(run.id);
  return run;
}

/** Starts a new run that takes one step and waits. */
export async function trainOneStep(): Promise<RunBody> {
  const run = await train();
  await watchedRun.order({ kind: "pause_run" });
  await reached(run.id, "paused");
  await watchedRun.order({ kind: "step_run", steps: 1 });
  return run;
}

function reached(run: string, state: string): Promise<void> {
  return new Promise((resolve) => {
    const look = () => {
      const now = watchedRun.summary.getState();
      if (now.run === run && now.state !== state) return;
      end();
      resolve();
    };
    const end = watchedRun.summary.subscribe(look);
    look();
  });
}

export const pause = () => watchedRun.order({ kind: "pause_run" });
export const resume = () => watchedRun.order({ kind: "resume_run" });
export const stop = () => watchedRun.order({ kind: "stop_run" });
export const step = (steps = 1) => watchedRun.order({ kind: "step_run", steps });
export const setLearningRate = (value: number) =>
  watchedRun.order({ kind: "set_hyperparameter", name: "learning_rate", value });

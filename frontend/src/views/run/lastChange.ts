import { watchedRun } from "@/api/runStore";

export interface Changed {
  /** The step that first used it. */
  step: number;
  value: number;
}

/** The newest change of a setting in the run on screen; null where it was not changed. */
export function lastChange(name: string): Changed | null {
  const last = watchedRun.data.marks.findLast(
    (mark) => mark.kind === "change" && mark.change.name === name,
  );
  return last?.kind === "change" ? { step: last.step, value: Number(last.change.value) } : null;
}

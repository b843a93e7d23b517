import { useSyncExternalStore } from "react";
import { heard } from "@/api/heard";
import { isOver } from "@/api/runFold";
import { watchedRun } from "@/api/runStore";
import type { Frame } from "@/schema/schema.gen";
import { FRAME_VIEWS } from "../frameViews";
import { filmOf } from "../run/shown";

/** Each probe is read once within so many steps of a run's start: no run has more probes. */
const FIRST_READINGS_STEPS = 32;

/** Whether the run on screen is read without frames of this kind: none is there, and none will come. */
export function isUnrecorded(kind: Frame["kind"], role: string): boolean {
  const { data } = watchedRun;
  if (data.totalSteps === 0 || filmOf(kind, role) !== undefined) return false;
  if (isOver(data.state)) return true;
  if (FRAME_VIEWS[kind].at === "evaluation") return data.test.length > 0;
  return data.step > FIRST_READINGS_STEPS;
}

const subscribe = heard(["frames", "curves"]);

/** The same, rendering again when it changes. */
export function useUnrecorded(kind: Frame["kind"], role: string): boolean {
  return useSyncExternalStore(subscribe, () => isUnrecorded(kind, role));
}

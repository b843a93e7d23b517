import { useEffect, useRef } from "react";
import { isOver, type RunState } from "@/api/runFold";
import { watchedRun } from "@/api/runStore";
import type { ListedRun } from "@/schema/schema.gen";
import { useRun } from "@/views/run/useRun";
import type { Member } from "./members";

const running = (members: readonly Member[]): ListedRun | null =>
  members.find(({ run }) => run?.state === "running")?.run ?? null;

/** Whoever looks at a run until it is over, or waits for one to begin, looks at the one that trains then. */
export function useFollowing(members: readonly Member[]): void {
  const watched = useRun((run) => run.run);
  const back = useRun((run) => run.playhead !== null);
  const share = useRun((run) => run.share);
  const seen = useRef<string | null>(null);
  const came = useRef(true);
  useEffect(() => {
    const own = members.find(({ run }) => run !== null && run.id === watched)?.run;
    if (own === undefined || own === null || back) return;
    const next = running(members);
    const state = own.state as RunState;
    // A page that is opened in the middle of it begins with the newest run, which waits in line.
    const waits = came.current && state === "queued";
    came.current = came.current && next === null;
    if (!isOver(state)) seen.current = watched;
    if (next === null || next.id === watched) return;
    if (waits || (isOver(state) && seen.current === watched)) watchedRun.open(next.id, share);
  }, [members, watched, back, share]);
}

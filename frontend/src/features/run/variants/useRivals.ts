import { useQueries } from "@tanstack/react-query";
import { useEffect, useRef } from "react";
import { useStore } from "zustand";
import { isOver, type RunState } from "@/api/runFold";
import { wholeScalars } from "@/api/scalars";
import type { ListedRun } from "@/schema/schema.gen";
import { chartLook } from "@/views/curves/chartLook";
import { type Curves, colourOf, NO_RIVALS, rivals } from "@/views/curves/rivals";
import { useRun } from "@/views/run/useRun";
import type { Member } from "./members";

/** As many as a chart has room for, and more. */
const POINTS = 2_000;
const WHILE_RUNNING_MS = 1_000;

async function curvesOf(run: string, share: string, signal: AbortSignal): Promise<Curves> {
  const [train, test] = await Promise.all([
    wholeScalars({ run, share }, "step", POINTS, signal),
    wholeScalars({ run, share }, "evaluation", POINTS, signal),
  ]);
  return { train, test };
}

const goesOn = ({ state }: ListedRun) => !isOver(state as RunState);

/** While it is on screen the charts show the curves of all members, each with its name. */
export function useRivals(members: readonly Member[]): void {
  const watched = useRun((run) => run.run);
  const share = useRun((run) => run.share);
  const smoothing = useStore(chartLook, (look) => look.smoothing);
  const others = members.flatMap(({ name, run }) =>
    run === null || run.id === watched || run.state === "queued" ? [] : [{ name, run }],
  );
  const curves = useQueries({
    queries: others.map(({ run }) => ({
      // What is known of one that went on is asked for once more when it is over.
      queryKey: ["rival", run.id, goesOn(run) ? "on" : run.step],
      queryFn: ({ signal }: { signal: AbortSignal }) => curvesOf(run.id, share, signal),
      staleTime: Number.POSITIVE_INFINITY,
      refetchInterval: run.state === "running" ? WHILE_RUNNING_MS : (false as const),
    })),
    combine: (results) => results.map(({ data }) => data),
  });
  const own = members.find(({ run }) => run !== null && run.id === watched);
  const known = useRef<ReadonlyMap<string, Curves>>(new Map());
  useEffect(() => {
    const told = new Map(known.current);
    others.forEach(({ run }, at) => {
      const pair = curves[at];
      if (pair !== undefined) told.set(run.id, pair);
    });
    known.current = told;
    rivals.setState({
      own: own?.run ? { name: own.name, colour: colourOf(own.run.number) } : null,
      names: members.map(({ name }) => name),
      others: others.flatMap(({ name, run }) => {
        const pair = told.get(run.id);
        if (pair === undefined) return [];
        pair.train.resmooth(smoothing);
        return [{ run: run.id, name, colour: colourOf(run.number), ...pair }];
      }),
    });
  });
  useEffect(() => () => rivals.setState(NO_RIVALS), []);
}

import { useMutation } from "@tanstack/react-query";
import { useCallback } from "react";
import type { RunState } from "@/api/runFold";
import { useProblems } from "@/graph/checkStore";
import { useDocument } from "@/graph/documentStore";
import { showMessage } from "@/ui/messages";
import { useErrorText } from "@/ui/useErrorText";
import { useReread } from "@/ui/useReread";
import { useRun } from "@/views/run/useRun";
import * as orders from "./orders";

export type MainAction = "train" | "pause" | "resume" | "wait";

function mainAction(state: RunState | null): MainAction {
  if (state === "running") return "pause";
  if (state === "paused") return "resume";
  return state === "queued" ? "wait" : "train";
}

export interface Transport {
  /** What the filled button does now. */
  main: MainAction;
  /** Why Train can't be pressed; null when it can. */
  obstacle: "problems" | "conflict" | "empty" | null;
  pending: boolean;
  canStep: boolean;
  canStop: boolean;
  /** A run that goes on, waits between steps, or came to its end can be given more epochs. */
  canExtend: boolean;
  canSlow: boolean;
  act: () => void;
  again: () => void;
  step: (steps?: number) => void;
  stop: () => void;
  extend: (epochs: number) => void;
  slow: (stepsPerSecond: number) => void;
}

/** The run's controls as they stand, for buttons and keys alike. */
export function useTransport(): Transport {
  const state = useRun((run) => run.state);
  const readOnly = useDocument((document) => document.readOnly);
  const opening = useRun((run) => run.phase === "opening");
  const empty = useDocument((document) => document.document === null) || opening;
  const conflict = useDocument((document) => document.saving === "conflict");
  const problems = useProblems().length > 0;
  const reread = useReread();
  const errorText = useErrorText();
  const order = useMutation({
    mutationFn: (make: () => Promise<unknown>) => make(),
    onError: (error) => showMessage({ text: errorText(error) }),
    onSettled: () => reread(["runs"]),
  });
  const { mutate, isPending } = order;
  const main = mainAction(state);
  const obstacle = empty ? "empty" : conflict ? "conflict" : problems ? "problems" : null;
  const canTrain = obstacle === null && !readOnly;
  const again = useCallback(() => {
    if (canTrain) mutate(orders.train);
  }, [canTrain, mutate]);
  const act = useCallback(() => {
    if (readOnly) return;
    if (main === "pause") mutate(orders.pause);
    else if (main === "resume") mutate(orders.resume);
    else if (main === "train") again();
  }, [main, readOnly, mutate, again]);
  const step = useCallback(
    (steps = 1) => {
      if (main === "resume") mutate(() => orders.step(steps));
      else if (main === "train" && canTrain) mutate(orders.trainOneStep);
    },
    [main, canTrain, mutate],
  );
  const stop = useCallback(() => mutate(orders.stop), [mutate]);
  const extend = useCallback((epochs: number) => mutate(() => orders.extend(epochs)), [mutate]);
  const slow = useCallback((speed: number) => mutate(() => orders.setSpeed(speed)), [mutate]);
  const underWay = state === "running" || state === "paused";
  return {
    main,
    obstacle,
    pending: isPending,
    canStep: !readOnly && (main === "resume" || (main === "train" && canTrain)),
    canStop: !readOnly && main !== "train",
    canExtend: !readOnly && (underWay || state === "finished"),
    canSlow: !readOnly && underWay,
    act,
    again,
    step,
    stop,
    extend,
    slow,
  };
}

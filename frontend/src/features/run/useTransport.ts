import { useCallback, useMemo } from "react";
import { useTranslation } from "react-i18next";
import { useStore } from "zustand";
import { watchedRun } from "@/api/runStore";
import { checkStore, useProblems } from "@/graph/checkStore";
import { documentStore, useDocument } from "@/graph/documentStore";
import { variantsOf } from "@/graph/variants";
import type { Command } from "@/schema/schema.gen";
import { showMessage } from "@/ui/messages";
import { patiently } from "@/ui/patiently";
import { useErrorText } from "@/ui/useErrorText";
import { useReread } from "@/ui/useReread";
import { useRun } from "@/views/run/useRun";
import * as orders from "./orders";
import { type Bound, boundOf, presses } from "./presses";
import { useRuns } from "./useRuns";
import { beginning, boundOfAll, membersNow, membersOf } from "./variants/members";

export type MainAction = "train" | "pause" | "resume";

const MAIN: Record<Bound, MainAction> = { going: "pause", waiting: "resume", over: "train" };

type Obstacle = "problems" | "conflict" | "empty" | "viewing";

const loadFamily = () => patiently(() => import("./variants/orders"));

/** What is pressed of an experiment with variants is meant for all of them. */
const familyNow = () => membersNow().length > 0;

/** What the run on screen is bound for; where it is over and others of its family go on, what they are. */
function boundNow(): Bound {
  return presses.bound === "over" && familyNow() ? boundOfAll(membersNow()) : presses.bound;
}

/** Orders the others of its family, too. */
const toAll = async (command: Command, own: () => Promise<void>): Promise<void> => {
  const sent = presses.bound === "over" ? Promise.resolve() : own();
  if (familyNow()) await loadFamily().then(({ orderOthers }) => orderOthers(command));
  await sent;
};

/** Why no run can be made of what is on screen. */
function obstacleNow(phone: boolean): Obstacle | null {
  const { document, saving, aside } = documentStore.getState();
  if (document === null || watchedRun.summary.getState().phase === "opening") return "empty";
  if (saving === "conflict") return "conflict";
  if (aside !== null && !phone && !familyNow()) return "viewing";
  return (checkStore.getState().answer?.problems.length ?? 0) > 0 ? "problems" : null;
}

/** Steps of an epoch of the run on screen, or of the one that would be made. */
function epochSteps(): number {
  const planned = checkStore.getState().answer?.steps_per_epoch ?? 0;
  return presses.bound === "over" ? planned : watchedRun.data.stepsPerEpoch || planned;
}

export interface RunControls {
  /** What the filled button does now: what was pressed before counts as done. */
  main: MainAction;
  /** Why Train can't be pressed; null when it can. */
  obstacle: Obstacle | null;
  /** What was pressed is still to be seen on the run. */
  pending: boolean;
  /** So many variants a press on Train begins; 0 where there is one experiment alone. */
  begins: number;
  canStep: boolean;
  canStop: boolean;
  /** A run that goes on, waits between steps, or came to its end can be given more epochs. */
  canExtend: boolean;
  canSlow: boolean;
  /** The speed that was chosen, in steps a second; 0 is no limit. */
  speed: number;
  act: () => void;
  again: () => void;
  step: () => void;
  /** As many steps as an epoch has. */
  stepEpoch: () => void;
  stop: () => void;
  extend: (epochs: number) => void;
  slow: (stepsPerSecond: number) => void;
}

const trainAll = () => presses.make("going", () => loadFamily().then(({ beginAll }) => beginAll()));

/** What a press sets off, and what is said where it can't be carried out. */
function usePresses(phone: boolean) {
  const { t } = useTranslation("run");
  const readOnly = useDocument((document) => document.shared);
  const reread = useReread();
  const errorText = useErrorText();
  const send = useCallback(
    (sent: Promise<void>) => {
      sent
        .catch((error: unknown) => showMessage({ text: errorText(error) }))
        .finally(() => reread(["runs"]));
    },
    [errorText, reread],
  );
  return useMemo(() => {
    const make = (making: () => Promise<void>) => {
      const obstacle = obstacleNow(phone);
      if (obstacle === null) send(making());
      else showMessage({ text: t(`obstacle.${obstacle}`) });
    };
    /** As long as nobody knows how the run stands, the buttons say Train, and mean: let it go on. */
    const press = (known: () => void, unknown: () => void) => {
      if (readOnly) return;
      const opening = watchedRun.summary.getState().phase === "opening";
      if (!opening || presses.store.getState().making) known();
      else send(presses.whenKnown(() => presses.bound !== "going" && unknown()));
    };
    const act = () => {
      const main = MAIN[boundNow()];
      if (main === "pause") send(toAll({ kind: "pause_run" }, orders.pause));
      else if (main === "resume") send(toAll({ kind: "resume_run" }, orders.resume));
      else make(familyNow() ? trainAll : orders.train);
    };
    const step = (steps: number) => {
      const main = MAIN[presses.bound];
      if (main === "resume") send(orders.step(steps));
      else if (main === "train") make(() => orders.trainSteps(steps));
    };
    const stepOnce = () => step(1);
    const stepEpoch = () => step(epochSteps() || 1);
    return {
      act: () => press(act, act),
      again: () => press(() => make(orders.train), act),
      step: () => press(stepOnce, stepOnce),
      stepEpoch: () => press(stepEpoch, stepEpoch),
      stop: () => send(toAll({ kind: "stop_run" }, orders.stop)),
      extend: (epochs: number) => send(orders.extend(epochs)),
      slow: (speed: number) => send(orders.setSpeed(speed)),
    };
  }, [send, readOnly, phone, t]);
}

/** The run's controls as they stand, for buttons and keys alike; on a phone the canvas is out of sight, and no obstacle. */
export function useTransport({ phone = false } = {}): RunControls {
  const readOnly = useDocument((document) => document.shared);
  const shown = useRun((run) => boundOf(run.state));
  const pressed = useStore(presses.store, (state) => state.bound);
  const underWay = useStore(presses.store, (state) => state.underWay > 0);
  const chosen = useStore(presses.store, (state) => state.speed);
  const inForce = useRun((run) => run.stepsPerSecond);
  const finished = useRun((run) => run.state === "finished");
  const opening = useRun((run) => run.phase === "opening");
  const empty = useDocument((document) => document.document === null) || opening;
  const variants = useDocument((document) => variantsOf(document.document));
  const runs = useRuns();
  const members = useMemo(() => membersOf(variants, runs), [variants, runs]);
  const family = members.length > 0;
  const viewing = useDocument((document) => document.aside !== null && !phone) && !family;
  const conflict = useDocument((document) => document.saving === "conflict");
  const problems = useProblems().length > 0;
  const own = pressed ?? shown;
  const bound = own === "over" && family ? boundOfAll(members) : own;
  const obstacle = empty
    ? "empty"
    : conflict
      ? "conflict"
      : viewing
        ? "viewing"
        : problems
          ? "problems"
          : null;
  const goesOn = own !== "over";
  const canMake = bound === "over" && obstacle === null;
  return {
    ...usePresses(phone),
    main: MAIN[bound],
    obstacle,
    pending: underWay || own !== shown,
    begins: family ? beginning(members).length : 0,
    canStep: !readOnly && (own === "waiting" || canMake),
    canStop: !readOnly && bound !== "over",
    canExtend: !readOnly && (goesOn || (finished && pressed === null)),
    canSlow: !readOnly && goesOn,
    // A run that is over goes at no speed.
    speed: goesOn ? (chosen ?? inForce) : 0,
  };
}

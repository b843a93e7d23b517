/** What was pressed and is not carried out yet: a press is never lost, and what comes after it goes by it. */
import { createStore } from "zustand/vanilla";
import { isOver, type RunState } from "@/api/runFold";
import { type WatchedRun, watchedRun } from "@/api/runStore";
import type { Command } from "@/schema/schema.gen";

/** What a run will be doing once everything that was pressed is carried out. */
export type Bound = "going" | "waiting" | "over";

/** A run in the queue starts by itself; where there is none, there is as much to do as after its end. */
export function boundOf(state: RunState | null): Bound {
  if (state === null || isOver(state)) return "over";
  return state === "paused" ? "waiting" : "going";
}

export interface Pressed {
  /** What was pressed for; null where the run on screen does it. */
  bound: Bound | null;
  /** The speed that was chosen; null where the run on screen has it. */
  speed: number | null;
  /** So many presses are on their way. */
  underWay: number;
  /** A run is being made: what is pressed now is meant for it. */
  making: boolean;
}

const NOTHING: Pressed = { bound: null, speed: null, underWay: 0, making: false };

/** Carries out one press after the other, each once the server has taken the one before. */
export class Presses {
  readonly store = createStore<Pressed>(() => NOTHING);
  private line: Promise<unknown> = Promise.resolve();
  /** Runs that were asked for and could not be made: what was meant for them is void. */
  private failed = 0;
  private made = "";
  private run: string | null = null;
  /** How the run stood when the last press was taken. */
  private taken = { turns: 0, speed: 0 };
  /** How the run will have stood after each press that it has not told of yet, the oldest first. */
  private due: Bound[] = [];

  constructor(private readonly watched: Pick<WatchedRun, "summary" | "order">) {
    watched.summary.subscribe(() => this.settle());
  }

  /** What the run is bound for now. */
  get bound(): Bound {
    return this.store.getState().bound ?? boundOf(this.watched.summary.getState().state);
  }

  /** Orders the run on screen, or the one that is being made. */
  order(command: Command, bound: Bound | null = null): Promise<void> {
    const run = this.store.getState().making ? null : this.watched.summary.getState().run;
    if (command.kind === "set_speed") this.store.setState({ speed: command.steps_per_s });
    if (bound !== null) {
      // Only a worker tells of every turn: a run that waits for one, or is over, goes straight where it is bound for.
      const { state } = this.watched.summary.getState();
      if (state === "running" || state === "paused") this.due.push(bound);
      this.store.setState({ bound });
    }
    return this.queue(() => this.watched.order(command, run ?? this.made));
  }

  /** Makes a run and says which, unless one is being made: two quick presses are one wish. */
  make(bound: Bound, make: () => Promise<string>): Promise<void> {
    if (this.store.getState().making) return Promise.resolve();
    this.store.setState({ bound, making: true });
    return this.queue(async () => {
      try {
        this.made = await make();
      } catch (error) {
        this.failed += 1;
        throw error;
      } finally {
        this.store.setState({ making: false });
      }
    });
  }

  /** Does something once it is known how the run on screen stands; not where another was opened meanwhile. */
  whenKnown(act: () => void): Promise<void> {
    const { run } = this.watched.summary.getState();
    return this.queue(async () => {
      await this.history();
      // Behind this press in the line, and before all that comes later.
      if (this.watched.summary.getState().run === run) act();
    });
  }

  private async queue(carryOut: () => Promise<unknown>): Promise<void> {
    const { failed } = this;
    this.store.setState(({ underWay }) => ({ underWay: underWay + 1 }));
    const turn = this.line.then(() => (failed === this.failed ? carryOut() : undefined));
    this.line = turn.catch(() => undefined);
    try {
      await turn;
    } catch (error) {
      this.store.setState({ bound: null, speed: null });
      throw error;
    } finally {
      this.store.setState(({ underWay }) => ({ underWay: underWay - 1 }));
      this.turned();
      const { turns, stepsPerSecond } = this.watched.summary.getState();
      this.taken = { turns, speed: stepsPerSecond };
      this.settle();
    }
  }

  private history(): Promise<void> {
    const { summary } = this.watched;
    if (summary.getState().phase !== "opening") return Promise.resolve();
    return new Promise((resolve) => {
      const end = summary.subscribe(({ phase }) => {
        if (phase === "opening") return;
        end();
        resolve();
      });
    });
  }

  /** Whether the run was turned by none of the presses: a late word of an earlier one is no one else's. */
  private turned(): boolean {
    const { state, turns } = this.watched.summary.getState();
    if (turns === this.taken.turns) return false;
    const at = this.due.indexOf(boundOf(state));
    this.due.splice(0, at < 0 ? this.due.length : at + 1);
    this.taken.turns = turns;
    return at < 0;
  }

  /** The run does what was pressed for, or someone has turned it elsewhere since: nothing is left to wait for. */
  private settle(): void {
    const { bound, speed, underWay, making } = this.store.getState();
    const { run, state, stepsPerSecond } = this.watched.summary.getState();
    const isAnother = run !== this.run && !making;
    this.run = run;
    if (isAnother) {
      this.due = [];
      this.store.setState({ bound: null, speed: null });
    } else if (underWay === 0) {
      const turned = this.turned();
      const otherwise = this.due.some((one) => one !== bound);
      if (bound !== null && ((boundOf(state) === bound && !otherwise) || turned))
        this.store.setState({ bound: null });
      if (speed !== null && (stepsPerSecond === speed || stepsPerSecond !== this.taken.speed))
        this.store.setState({ speed: null });
    }
  }
}

export const presses = new Presses(watchedRun);

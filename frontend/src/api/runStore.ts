import { createStore } from "zustand/vanilla";
import { CLASSIFIER } from "@/schema/metrics.gen";
import type { Command, Event, Frame, Metric, Query, Shown } from "@/schema/schema.gen";
import { SMOOTHING } from "./curve";
import { type Live, live, NEWEST, type RunMessage } from "./live";
import { headlineOf } from "./metrics";
import { browserClock, type Clock, Pacer, type Rhythm } from "./pacer";
import {
  applyEvent,
  curveOf,
  emptyRun,
  type Failure,
  isOver,
  type RunData,
  type RunState,
  tellsState,
} from "./runFold";
import { EXACT_STEPS, exactScalars } from "./scalars";

/** What React may look at: small figures of the watched run, renewed a few times a second. */
export interface RunSummary {
  run: string | null;
  share: string;
  /** `gone`: there is no such run, or the link was switched off. */
  phase: "none" | "opening" | "ready" | "gone";
  /** Its owner has deleted it: what was seen of it stays, and nobody answers any more. */
  deleted: boolean;
  state: RunState | null;
  /** Place in the queue, from 1; 0 when not queued. */
  place: number;
  viewers: number;
  step: number;
  totalSteps: number;
  stepsPerEpoch: number;
  batchSize: number;
  device: string;
  exact: boolean;
  remark: string;
  waitsFor: RunData["waitsFor"];
  damaged: RunData["damaged"];
  samplesPerSecond: number;
  secondsLeft: number | null;
  seconds: number;
  /** What it is measured by. */
  metrics: readonly Metric[];
  /** The newest value of the metric that stands for the run. */
  headline: number | null;
  failure: Failure | null;
  endedBy: RunData["endedBy"];
  /** Slow motion: at most so many steps a second; 0 is no limit. */
  stepsPerSecond: number;
  /** How often it was paused, went on after a pause, or ended. */
  turns: number;
  /** The step that the views show; null is live. */
  playhead: number | null;
}

/** What a run is called that is shown from its events alone. */
export const RECORDED = "recorded";

export const NO_RUN: RunSummary = {
  run: null,
  share: "",
  phase: "none",
  deleted: false,
  state: null,
  place: 0,
  viewers: 0,
  step: 0,
  totalSteps: 0,
  stepsPerEpoch: 0,
  batchSize: 0,
  device: "",
  exact: true,
  remark: "",
  waitsFor: "",
  damaged: null,
  samplesPerSecond: 0,
  secondsLeft: null,
  seconds: 0,
  metrics: CLASSIFIER,
  headline: null,
  failure: null,
  endedBy: "",
  stepsPerSecond: 0,
  turns: 0,
  playhead: null,
};

/**
 * Frames of one kind, or of any: a view that hears of its own kind alone waits for no other and draws no more often.
 * `timeline` is the run as a whole, `summary` the small figures.
 */
export type Topic = "curves" | "playhead" | "timeline" | "summary" | "frames" | Frame["kind"];

/** Curves may move at 30 a second; tiles and figures at 12: faster is flicker. Text is read, not watched. */
const AT_ONCE: Rhythm = { rest: 84, patience: 0 };
const FIGURES: Rhythm = { rest: 84, patience: 40 };
const RHYTHMS: Partial<Record<Topic, Rhythm>> = {
  node_outputs: AT_ONCE,
  node_gradients: AT_ONCE,
  pinned: AT_ONCE,
  curves: { rest: 33, patience: 0 },
  playhead: { rest: 0, patience: 0 },
  timeline: { rest: 180, patience: 100 },
  summary: { rest: 100, patience: 100 },
};

interface Surroundings extends Clock {
  live: () => Live;
}

const inBrowser: Surroundings = { ...browserClock, live };

/** At the speed that was measured, or that of slow motion where that is less; null where nothing is known. */
function secondsLeft(data: RunData): number | null {
  const { samplesPerSecond, stepsPerSecond, batchSize } = data;
  if (samplesPerSecond <= 0 || isOver(data.state)) return null;
  const slow = stepsPerSecond > 0 ? 1 / stepsPerSecond : 0;
  return (data.totalSteps - data.step) * Math.max(batchSize / samplesPerSecond, slow);
}

function summarise(data: RunData): Partial<RunSummary> {
  const headline = headlineOf(data.metrics);
  return {
    state: data.state,
    step: data.step,
    totalSteps: data.totalSteps,
    stepsPerEpoch: data.stepsPerEpoch,
    batchSize: data.batchSize,
    device: data.device,
    exact: data.exact,
    remark: data.remark,
    waitsFor: data.state === "paused" ? data.waitsFor : "",
    damaged: data.damaged,
    samplesPerSecond: data.samplesPerSecond,
    secondsLeft: secondsLeft(data),
    seconds: data.seconds,
    metrics: data.metrics,
    headline: curveOf(data, headline.series).at(headline.name),
    failure: data.failure,
    endedBy: data.endedBy,
    stepsPerSecond: data.stepsPerSecond,
    turns: data.turns,
  };
}

/** The run that this page looks at. Arrays and frames go to subscribers, small figures to the store. */
export class WatchedRun {
  readonly summary = createStore<RunSummary>(() => NO_RUN);
  data: RunData = emptyRun();
  private readonly surroundings: Surroundings;
  private readonly pacer: Pacer<Topic>;
  private smoothing = SMOOTHING;
  private looking: AbortController | null = null;
  private end: (() => void) | null = null;
  /** The state that the server gave outside the log; the log wins once it says something newer. */
  private placed: RunState | null = null;
  private placedReason: RunData["waitsFor"] = "";

  constructor(surroundings: Partial<Surroundings> = {}) {
    this.surroundings = { ...inBrowser, ...surroundings };
    this.pacer = new Pacer(this.surroundings, (topic) => RHYTHMS[topic] ?? FIGURES);
    this.pacer.subscribe("summary", () => this.tell());
  }

  /**
   * Looks at another run, or at none. The run that is already open stays as it is.
   *
   * How a run stands is not known before its history is there, unless it was only just begun.
   */
  open(run: string | null, share = "", begun: RunState | null = null): void {
    const now = this.summary.getState();
    if (now.run === run && now.share === share) return;
    this.end?.();
    this.end = null;
    this.data = emptyRun();
    this.data.train.resmooth(this.smoothing);
    this.placed = begun;
    const phase = run === null ? "none" : begun === null ? "opening" : "ready";
    this.summary.setState({ ...NO_RUN, run, share, phase, state: begun }, true);
    if (run !== null) {
      const options = { share };
      this.end = this.surroundings.live().watch(run, (message) => this.receive(message), options);
    }
    this.pacer.touchAll();
  }

  /** Shows a run from its events alone, without a server. */
  show(events: readonly Event[]): void {
    this.open(null);
    for (const event of events) applyEvent(this.data, event);
    this.summary.setState({ run: RECORDED, phase: "ready" });
    this.tell();
    this.pacer.touchAll();
  }

  /** To the run on screen, unless it is meant for another. */
  order(command: Command, run = this.known()): Promise<void> {
    return this.surroundings.live().order(run, command);
  }

  /** About the step that the playhead stands on: the nearest weights that are kept answer, and say theirs. */
  ask(query: Query): Promise<Shown> {
    const { playhead } = this.summary.getState();
    return this.surroundings.live().ask(this.known(), query, playhead ?? NEWEST);
  }

  subscribe(topic: Topic, listener: () => void): () => void {
    return this.pacer.subscribe(topic, listener);
  }

  /** Moves every view to a step; null goes back to live. */
  scrub(step: number | null): void {
    const { run, playhead } = this.summary.getState();
    if (run === null || playhead === step) return;
    const bounded = step === null ? null : Math.min(Math.max(0, Math.round(step)), this.data.step);
    this.summary.setState({ playhead: bounded });
    this.pacer.touchAll();
  }

  /** How strongly the curves are smoothed, now and for the runs to come. */
  smooth(smoothing: number): void {
    this.smoothing = smoothing;
    this.data.train.resmooth(smoothing);
    this.touch("curves");
  }

  /** A chart shows these steps: where a long history has them in buckets only, they come for themselves. */
  look(from: number, to: number): void {
    const { run, share } = this.summary.getState();
    const [first, last] = [Math.max(1, Math.floor(from)), Math.ceil(to)];
    if (run === null || last - first >= EXACT_STEPS) return;
    const { train } = this.data;
    if (!train.isCoarse(first, last)) return;
    this.looking?.abort();
    this.looking = new AbortController();
    void exactScalars({ run, share }, first, last, this.looking.signal).then((curve) => {
      if (curve === null || this.data.train !== train) return;
      train.refine(first, last, curve);
      this.touch("curves");
    });
  }

  /** The step that the views show. */
  get at(): number {
    return this.summary.getState().playhead ?? this.data.step;
  }

  receive(message: RunMessage): void {
    switch (message.type) {
      case "logged":
        applyEvent(this.data, message.event);
        if (tellsState(message.event)) {
          this.placed = null;
          // Steps are drawn from the data itself, at any time: the state beside them is never an older one.
          if (this.summary.getState().phase === "ready") this.tell();
        }
        this.tellOf(message.event);
        return;
      case "caught_up":
        this.placed = message.state as RunState;
        this.placedReason = "";
        this.summary.setState({ phase: "ready" });
        this.tell();
        this.pacer.urge("timeline");
        return;
      case "state_changed":
        this.placed = message.state as RunState;
        this.placedReason = message.reason;
        this.summary.setState({ place: message.place });
        this.tell();
        this.pacer.urge("timeline");
        return;
      case "viewers_changed":
        this.summary.setState({ viewers: message.viewers });
        return;
      case "begun_again":
        this.data = emptyRun();
        this.data.train.resmooth(this.smoothing);
        this.pacer.touchAll();
        return;
      case "refused":
        this.summary.setState({ phase: "gone" });
        if (message.code === "run_not_found") this.lose();
    }
  }

  /** The run was deleted, and with it whatever it was about to do. */
  private lose(): void {
    if (!isOver(this.data.state)) this.placed = "stopped";
    this.summary.setState({ deleted: true, viewers: 0 });
    this.tell();
    this.pacer.urge("timeline");
  }

  private known(): string {
    const { run } = this.summary.getState();
    if (run === null) throw new Error("no run is open");
    return run;
  }

  private touch(...topics: Topic[]): void {
    this.pacer.touch(...topics, "timeline", "summary");
  }

  /** Numbers and frames come all the time; what the run does, or someone did to it, is seen at once. */
  private tellOf(event: Event): void {
    if (event.kind === "frame_recorded") this.touch(event.frame.kind, "frames");
    else if (event.kind === "scalars_recorded") this.touch("curves");
    else this.pacer.urge("curves", "timeline", "summary");
  }

  private tell(): void {
    // Without a run there is nothing to sum up: an empty fold would say that one is queued.
    if (this.summary.getState().run === null) return;
    const next = summarise(this.data);
    if (this.placed !== null) {
      next.state = this.placed;
      // Where the log itself finds no room, its event comes later.
      if (this.placed !== "paused") next.waitsFor = "";
      else if (this.placedReason !== "") next.waitsFor = this.placedReason;
    }
    // Halfway through its history a finished run would seem to be training.
    if (this.summary.getState().phase === "opening") next.state = null;
    if (next.state !== null && next.state !== "queued") next.place = 0;
    this.summary.setState(next);
  }
}

export const watchedRun = new WatchedRun();

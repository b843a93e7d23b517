import { CLASSIFIER } from "@/schema/metrics.gen";
import type {
  AnyInput,
  CheckpointSaved,
  Event,
  HyperparameterChanged,
  Metric,
  RunFailed,
  RunFinished,
  RunPaused,
  ScalarsRecorded,
  ScalarsSummarised,
  StartOrigin,
} from "@/schema/schema.gen";
import { type Buckets, Curve } from "./curve";
import { Film } from "./film";
import { pinnedBy } from "./inputs";
import { seriesOf } from "./metrics";
import { settingPathOf } from "./settingPath";
import { floats, integers } from "./wire";

export type RunState = "queued" | "running" | "paused" | "finished" | "stopped" | "failed";

export type Mark =
  | { kind: "checkpoint" | "pause" | "fault" | "resume"; step: number }
  | { kind: "origin"; step: number; origin: StartOrigin }
  | { kind: "change"; step: number; change: HyperparameterChanged };

export interface Failure {
  step: number;
  code: string;
  params: RunFailed["params"];
  checkpointStep: number;
}

/** A run as its log tells it: the fold of its events. Grows in place; readers look, never write. */
export interface RunData {
  state: RunState;
  step: number;
  totalSteps: number;
  stepsPerEpoch: number;
  batchSize: number;
  device: string;
  /** False where the same seed may not give the same bits; `remark` says why. */
  exact: boolean;
  remark: string;
  /** Why a paused run waits by itself; empty where its user said so. */
  waitsFor: RunPaused["reason"];
  /** A checkpoint that was found damaged when the run went on or began anew from an earlier one; and that one. */
  damaged: { step: number; from: number } | null;
  samplesPerSecond: number;
  /** What it is measured by. */
  metrics: readonly Metric[];
  /** By step: of the batch that is trained on. */
  train: Curve;
  /** By evaluation: of the test set. */
  test: Curve;
  films: Map<string, Film>;
  marks: Mark[];
  failure: Failure | null;
  /** Training time of a finished run; 0 before. */
  seconds: number;
  /** Why it finished before its last step; empty where it did not. */
  endedBy: RunFinished["reason"];
  /** Slow motion: at most so many steps a second; 0 is no limit. */
  stepsPerSecond: number;
  /** The pinned input, and the step after which it was pinned. */
  pinned: { input: AnyInput; step: number } | null;
  /** How often it was paused, went on after a pause, or ended. */
  turns: number;
}

export function emptyRun(): RunData {
  return {
    state: "queued",
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
    metrics: CLASSIFIER,
    train: new Curve(),
    test: new Curve(),
    films: new Map(),
    marks: [],
    failure: null,
    seconds: 0,
    endedBy: "",
    stepsPerSecond: 0,
    pinned: null,
    turns: 0,
  };
}

/** Events that say how the run stands; all others say what it did. */
const TURNS: ReadonlySet<Event["kind"]> = new Set([
  "run_paused",
  "run_continued",
  "run_finished",
  "run_stopped",
  "run_failed",
]);

/** Whether an event says how the run stands from now on. */
export function tellsState(event: Event): boolean {
  return TURNS.has(event.kind) || event.kind === "run_started" || event.kind === "run_resumed";
}

export function isOver(state: RunState): boolean {
  return state === "finished" || state === "stopped" || state === "failed";
}

/** One event further. */
export function applyEvent(run: RunData, event: Event): void {
  if (TURNS.has(event.kind)) run.turns += 1;
  switch (event.kind) {
    case "run_started":
      // A term that found no checkpoint begins anew, and what the one before it did is void.
      cut(run, 0);
      run.state = "running";
      run.totalSteps = event.total_steps;
      run.stepsPerEpoch = event.steps_per_epoch;
      run.batchSize = event.batch_size;
      run.device = event.device;
      run.exact = event.exact;
      run.remark = event.remark;
      run.metrics = declared(event.metrics, run.metrics);
      run.damaged = damage(event.damaged_step, 0);
      for (const origin of Object.values(event.origins ?? {}))
        mark(run, { kind: "origin", step: 0, origin });
      return;
    case "run_resumed":
      cut(run, event.step);
      run.stepsPerSecond = 0;
      run.state = "running";
      run.exact = run.exact && event.exact;
      run.remark = event.remark || run.remark;
      run.damaged = damage(event.damaged_step, event.step) ?? run.damaged;
      run.marks.push({ kind: "resume", step: event.step });
      return;
    case "run_paused":
      run.state = "paused";
      run.waitsFor = event.reason ?? "";
      reach(run, event.step);
      mark(run, { kind: "pause", step: event.step });
      return;
    case "run_continued":
      run.state = "running";
      return;
    case "run_finished":
      run.state = "finished";
      reach(run, event.step);
      run.seconds = event.seconds;
      run.endedBy = event.reason;
      run.samplesPerSecond = event.samples_per_s;
      return;
    case "run_stopped":
      run.state = "stopped";
      reach(run, event.step);
      return;
    case "run_failed":
      fail(run, event);
      return;
    case "scalars_recorded":
      record(run, event);
      return;
    case "scalars_summarised":
      summarise(run, event);
      return;
    case "frame_recorded":
      film(run, event.probe).add(event.step, event.frame);
      reach(run, event.step);
      return;
    case "hyperparameter_changed":
      mark(run, {
        kind: "change",
        step: event.step,
        change: { ...event, name: settingPathOf(event.name) },
      });
      return;
    case "run_extended":
      run.totalSteps = event.total_steps;
      run.endedBy = "";
      return;
    case "speed_changed":
      run.stepsPerSecond = event.steps_per_s;
      return;
    case "input_pinned":
      run.pinned = { input: pinnedBy(event), step: event.step };
      return;
    case "input_unpinned":
      run.pinned = null;
      return;
    case "checkpoint_saved":
      keep(run, event);
      return;
    default:
      event satisfies never;
  }
}

/** Logs of earlier releases declare none. What is no news stays the same object: charts are not set up again. */
function declared(told: Metric[] | undefined, known: readonly Metric[]): readonly Metric[] {
  const metrics = told ?? CLASSIFIER;
  return JSON.stringify(metrics) === JSON.stringify(known) ? known : metrics;
}

/** Logs of earlier releases say nothing of it. */
function damage(step: number | undefined, from: number): RunData["damaged"] {
  return step === undefined || step < 0 ? null : { step, from };
}

function film(run: RunData, probe: string): Film {
  const known = run.films.get(probe);
  if (known) return known;
  const made = new Film();
  run.films.set(probe, made);
  return made;
}

function reach(run: RunData, step: number): void {
  run.step = Math.max(run.step, step);
}

function mark(run: RunData, made: Mark): void {
  const known = run.marks.findIndex((other) => samePlace(other, made));
  // A second change of one setting while paused takes the place of the first.
  if (known >= 0) run.marks[known] = made;
  else run.marks.push(made);
}

/** Older checkpoints are thinned: a mark stands for what can be restored. Logs of before did not tell. */
function keep(run: RunData, { step, kept }: CheckpointSaved): void {
  mark(run, { kind: "checkpoint", step });
  if (kept === undefined || kept.length === 0) return;
  run.marks = run.marks.filter((each) => each.kind !== "checkpoint" || kept.includes(each.step));
}

function samePlace(one: Mark, other: Mark): boolean {
  if (one.kind !== other.kind || one.step !== other.step) return false;
  return one.kind !== "change" || other.kind !== "change" || one.change.name === other.change.name;
}

/** The values of a series, by step or by evaluation. */
export function curveOf(run: Pick<RunData, "train" | "test">, series: Metric["series"]): Curve {
  return seriesOf(series) === "step" ? run.train : run.test;
}

function record(run: RunData, event: ScalarsRecorded): void {
  const steps = integers(event.steps);
  const columns: Record<string, Float32Array> = {};
  for (const [name, bytes] of Object.entries(event.columns)) columns[name] = floats(bytes);
  curveOf(run, event.series).append(steps, columns);
  if (event.samples_per_s > 0) run.samplesPerSecond = event.samples_per_s;
  reach(run, steps.at(-1) ?? 0);
}

function summarise(run: RunData, event: ScalarsSummarised): void {
  const steps = integers(event.steps);
  const columns: Record<string, Buckets> = {};
  const of = (column: string) => floats(event.columns[column] ?? new Uint8Array(0));
  for (const column of Object.keys(event.columns)) {
    const [name, kind] = column.split(":");
    if (name === undefined || kind !== "mean") continue;
    columns[name] = { low: of(`${name}:min`), high: of(`${name}:max`), mean: of(column) };
  }
  curveOf(run, event.series).summarise(steps, columns);
  reach(run, steps.at(-1) ?? 0);
}

function fail(run: RunData, event: RunFailed): void {
  const { step, code, params } = event;
  run.state = "failed";
  if (code.startsWith("loss_not_finite")) {
    // The steps after it were taken before anyone looked: what they show is of no number.
    for (const each of run.films.values()) each.cut(step);
    run.step = step;
  } else reach(run, step);
  run.failure = { step: run.step, code, params, checkpointStep: event.checkpoint_step };
  run.marks.push({ kind: "fault", step: run.step });
}

function cut(run: RunData, step: number): void {
  run.step = step;
  run.train.cut(step);
  run.test.cut(step);
  for (const each of run.films.values()) each.cut(step);
  // Changes after the step are told again when the new term passes them.
  run.marks = run.marks.filter((each) => each.step <= step);
  run.failure = null;
}

import { describe, expect, it } from "vitest";
import { CLASSIFIER } from "@/schema/metrics.gen";
import type { Event, Frame, Metric } from "@/schema/schema.gen";
import { Curve, SMOOTHING } from "./curve";
import { Film } from "./film";
import { runStarted } from "./fixtures";
import { pixelsOf } from "./inputs";
import { applyEvent, emptyRun } from "./runFold";

const bytes = (array: Int32Array | Float32Array) => new Uint8Array(array.buffer);

const STARTED = runStarted(100, 50);

function train(from: number, to: number): Event {
  const steps = Int32Array.from({ length: to - from + 1 }, (_, index) => from + index);
  const loss = Float32Array.from(steps, (step) => 1 / step);
  return {
    kind: "scalars_recorded",
    series: "step",
    steps: bytes(steps),
    columns: { loss: bytes(loss) },
    samples_per_s: 1000,
  };
}

function picture(label: number): Frame {
  return {
    kind: "node_outputs",
    role: "classifier",
    sample: 0,
    label,
    nodes: [],
    probabilities: [],
  };
}

function fold(...events: Event[]) {
  const run = emptyRun();
  for (const event of events) applyEvent(run, event);
  return run;
}

describe("a run is the fold of its log", () => {
  it("takes from its log what it is measured by", () => {
    const metrics: Metric[] = [
      {
        name: "reward",
        series: "step",
        unit: "none",
        better: "higher",
        axis: "linear",
        panel: "learning",
        headline: true,
      },
    ];
    expect(fold({ ...STARTED, metrics }).metrics).toBe(metrics);
  });

  it("reads a log of before, which declares no metrics and calls its series by their data", () => {
    const { metrics: _metrics, ...started } = STARTED;
    const told = (series: string) => ({ ...train(1, 2), series }) as Event;
    const run = fold(started as Event, told("train"), told("test"));
    expect(run.metrics).toBe(CLASSIFIER);
    expect([run.train.length, run.test.length]).toEqual([2, 2]);
  });

  it("collects steps, marks and state", () => {
    const run = fold(
      STARTED,
      train(1, 3),
      train(4, 10),
      { kind: "checkpoint_saved", step: 5, kept: [] },
      { kind: "checkpoint_saved", step: 5, kept: [5] },
      { kind: "run_paused", step: 10, reason: "" },
    );
    expect(run.state).toBe("paused");
    expect(run.step).toBe(10);
    expect(run.train.length).toBe(10);
    expect(run.train.at("loss")).toBeCloseTo(0.1);
    expect(run.train.at("loss", 4)).toBeCloseTo(0.25);
    expect(run.marks.map((mark) => [mark.kind, mark.step])).toEqual([
      ["checkpoint", 5],
      ["pause", 10],
    ]);
    expect(run.samplesPerSecond).toBe(1000);
  });

  it("cuts everything after the step from which a new term resumes", () => {
    const run = fold(
      STARTED,
      train(1, 40),
      { kind: "frame_recorded", probe: "feature_maps", step: 10, frame: picture(1) },
      { kind: "frame_recorded", probe: "feature_maps", step: 35, frame: picture(2) },
      {
        kind: "hyperparameter_changed",
        step: 38,
        name: "learning_rate",
        value: 0.01,
        previous: 0.02,
      },
      { kind: "run_failed", step: 40, code: "worker_killed", params: {}, checkpoint_step: 20 },
      { kind: "run_resumed", step: 20, exact: true, remark: "", damaged_step: -1 },
      train(21, 22),
    );
    expect(run.step).toBe(22);
    expect(Array.from(run.train.steps.subarray(18, run.train.length))).toEqual([19, 20, 21, 22]);
    expect(run.films.get("feature_maps")?.steps()).toEqual([10]);
    expect(run.failure).toBeNull();
    expect(run.marks.map((mark) => mark.kind)).toEqual(["resume"]);
  });

  it("begins anew where a term was lost before its first checkpoint", () => {
    const run = fold(STARTED, train(1, 8), STARTED, train(1, 3));
    expect([...run.train.steps.subarray(0, run.train.length)]).toEqual([1, 2, 3]);
    expect(run.step).toBe(3);
  });

  it("keeps the pinned input through terms, until it is taken off", () => {
    const input = pixelsOf(new Uint8Array([1, 2, 3]));
    const pinned: Event = { kind: "input_pinned", step: 2, input };
    const resumed: Event = {
      kind: "run_resumed",
      step: 1,
      exact: true,
      remark: "",
      damaged_step: -1,
    };
    expect(fold(STARTED).pinned).toBeNull();
    expect(fold(STARTED, train(1, 3), pinned, resumed).pinned).toEqual({ input, step: 2 });
    expect(fold(STARTED, pinned, { kind: "input_unpinned", step: 3 }).pinned).toBeNull();
  });

  it("reads what was pinned before inputs had kinds", () => {
    const pixels = new Uint8Array([1, 2, 3]);
    const logged = { kind: "input_pinned", step: 2, pixels } as unknown as Event;
    expect(fold(STARTED, logged).pinned).toEqual({ input: { kind: "pixels", pixels }, step: 2 });
  });

  it("marks the checkpoints that are still there", () => {
    const saved = (step: number, ...kept: number[]): Event => ({
      kind: "checkpoint_saved",
      step,
      kept,
    });
    const paused: Event = { kind: "run_paused", step: 5, reason: "" };
    const run = fold(STARTED, train(1, 9), saved(5, 5), paused, saved(7, 5, 7), saved(9, 7, 9));
    const { kind, step } = saved(20) as Extract<Event, { kind: "checkpoint_saved" }>;
    expect(run.marks.map((mark) => [mark.kind, mark.step])).toEqual([
      ["pause", 5],
      ["checkpoint", 7],
      ["checkpoint", 9],
    ]);
    // As older logs have it.
    applyEvent(run, { kind, step } as Event);
    expect(run.marks.map((mark) => mark.step)).toEqual([5, 7, 9, 20]);
  });

  it("stands at the step of which a fault speaks", () => {
    const loss = { code: "loss_not_finite", params: { step: 12 }, checkpoint_step: 10 };
    const frame: Event = {
      kind: "frame_recorded",
      probe: "feature_maps",
      step: 15,
      frame: picture(1),
    };
    const broken = fold(STARTED, train(1, 12), frame, { kind: "run_failed", step: 12, ...loss });
    expect([broken.step, broken.failure?.step]).toEqual([12, 12]);
    expect(broken.films.get("feature_maps")?.steps()).toEqual([]);
    const late = { code: "layer_failed", params: {}, checkpoint_step: 10 };
    const failed = fold(STARTED, train(1, 12), { kind: "run_failed", step: 10, ...late });
    expect([failed.step, failed.failure?.step]).toEqual([12, 12]);
  });

  it("keeps the reason of a fault", () => {
    const run = fold(STARTED, train(1, 5), {
      kind: "run_failed",
      step: 5,
      code: "loss_not_finite",
      params: { node: "linear_2" },
      checkpoint_step: 4,
    });
    expect(run.failure).toEqual({
      step: 5,
      code: "loss_not_finite",
      params: { node: "linear_2" },
      checkpointStep: 4,
    });
  });
});

describe("a curve", () => {
  it("smooths as it grows and goes on from the cut", () => {
    const whole = new Curve();
    const inParts = new Curve();
    const steps = Int32Array.from({ length: 3000 }, (_, index) => index + 1);
    const loss = Float32Array.from(steps, (step) => Math.sin(step));
    whole.append(steps, { loss });
    inParts.append(steps.slice(0, 2000), { loss: loss.slice(0, 2000) });
    inParts.cut(1500);
    inParts.append(steps.slice(1500), { loss: loss.slice(1500) });
    expect(inParts.length).toBe(3000);
    expect(inParts.smooth("loss").subarray(0, 3000)).toEqual(
      whole.smooth("loss").subarray(0, 3000),
    );
    expect(whole.at("loss", 2, "smooth")).toBeCloseTo(
      Math.sin(1) * SMOOTHING + Math.sin(2) * (1 - SMOOTHING),
    );
  });

  it("is smoothed anew when the reader wants it so", () => {
    const curve = new Curve();
    curve.resmooth(0.5);
    curve.append(Int32Array.of(1, 2), { loss: Float32Array.of(1, 3) });
    expect(curve.at("loss", 2, "smooth")).toBe(2);
    curve.resmooth(0);
    expect([...curve.smooth("loss").subarray(0, 2)]).toEqual([1, 3]);
  });

  it("passes over a value that is no number", () => {
    const curve = new Curve();
    curve.append(Int32Array.of(1, 2, 3), { loss: Float32Array.of(1, Number.NaN, 1) });
    expect(curve.at("loss", 3, "smooth")).toBeCloseTo(1);
    expect(curve.at("loss", 0)).toBeNull();
  });
});

describe("a film", () => {
  it("finds the nearest frame and its neighbours", () => {
    const film = new Film();
    for (const step of [10, 20, 40]) film.add(step, picture(step));
    expect(film.nearest(1)?.step).toBe(10);
    expect(film.nearest(31)?.step).toBe(40);
    expect(film.nearest(30)?.step).toBe(20);
    expect(film.nearest(99)?.step).toBe(40);
    expect(film.neighbour(20, -1)).toBe(10);
    expect(film.neighbour(20, 1)).toBe(40);
    expect(film.neighbour(40, 1)).toBeUndefined();
    // What was asked about an earlier step goes to its place; asked again, it takes the place of the first.
    film.add(30, picture(30));
    film.add(10, picture(11));
    film.add(5, picture(5));
    expect(film.steps()).toEqual([5, 10, 20, 30, 40]);
    expect(film.nearest(10)?.frame).toEqual(picture(11));
  });

  it("thins what is old, and keeps the first and the newest", () => {
    const film = new Film();
    for (let step = 1; step <= 2000; step++) film.add(step, picture(0));
    expect(film.length).toBeLessThanOrEqual(480);
    expect(film.steps()[0]).toBe(1);
    expect(film.last?.step).toBe(2000);
  });
});

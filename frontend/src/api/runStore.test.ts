import { expect, it } from "vitest";
import type { Event } from "@/schema/schema.gen";
import { fakeClock } from "./fakeClock";
import { runStarted } from "./fixtures";
import type { Live, RunMessage } from "./live";
import { WatchedRun } from "./runStore";

function bench() {
  const { clock, pass } = fakeClock();
  const watched: { run: string; ended: boolean; say: (message: RunMessage) => void }[] = [];
  const fake: Partial<Live> = {
    watch: (run, listener) => {
      const each = { run, ended: false, say: listener };
      watched.push(each);
      return () => {
        each.ended = true;
      };
    },
  };
  const run = new WatchedRun({ ...clock, live: () => fake as Live });
  return { run, watched, pass };
}

function frame(seq: number): RunMessage {
  const event: Event = {
    kind: "frame_recorded",
    probe: "feature_maps",
    step: seq,
    frame: {
      kind: "matrix",
      role: "classifier",
      rows: 0,
      columns: 0,
      counts: new Uint8Array(0),
      total: 0,
    },
  };
  return { type: "logged", run: "r1", term: 1, seq, event, at: 0 };
}

function verdict(seq: number): RunMessage {
  const event: Event = {
    kind: "frame_recorded",
    probe: "pinned_input",
    step: seq,
    frame: { kind: "pinned", role: "classifier", probabilities: [] },
  };
  return { type: "logged", run: "r1", term: 1, seq, event, at: 0 };
}

it("tells views of frames at most twelve times a second, newest only", () => {
  const { run, watched, pass } = bench();
  let told = 0;
  run.open("r1");
  run.subscribe("frames", () => {
    told += 1;
  });
  for (let seq = 1; seq <= 100; seq++) {
    watched[0]?.say(frame(seq));
    pass(10);
  }
  expect(told).toBeGreaterThanOrEqual(8);
  expect(told).toBeLessThanOrEqual(13);
  expect(run.data.films.get("feature_maps")?.last?.step).toBe(100);
  pass(200);
  expect(run.summary.getState().step).toBe(100);
});

it("tells a view of frames of its own kind alone, at once, and once", () => {
  const { run, watched, pass } = bench();
  const told: string[] = [];
  run.open("r1");
  const matrix = () => void told.push("matrix");
  run.subscribe("matrix", matrix);
  run.subscribe("playhead", matrix);
  run.subscribe("pinned", () => void told.push("pinned"));
  run.subscribe("frames", () => void told.push("any"));
  pass(100);
  told.length = 0;
  watched[0]?.say(frame(1));
  pass(20);
  expect(told).toEqual(["matrix", "any"]);
  watched[0]?.say(verdict(2));
  pass(20);
  expect(told).toEqual(["matrix", "any", "pinned"]);
  pass(100);
  expect(told).toEqual(["matrix", "any", "pinned", "any"]);
  run.scrub(1);
  pass(100);
  expect(told.filter((name) => name === "matrix")).toHaveLength(2);
});

it("tells of a pause at once, and of numbers in their turn", () => {
  const { run, watched, pass } = bench();
  run.open("r1");
  watched[0]?.say({ type: "caught_up", run: "r1", state: "running" });
  let told = 0;
  run.subscribe("timeline", () => {
    told += 1;
  });
  watched[0]?.say(frame(1));
  pass(20);
  watched[0]?.say(frame(2));
  pass(20);
  expect(told).toBe(1);
  const event: Event = { kind: "run_paused", step: 3, reason: "" };
  watched[0]?.say({ type: "logged", run: "r1", term: 1, seq: 3, event, at: 0 });
  pass(20);
  expect(told).toBe(2);
  expect(run.summary.getState()).toMatchObject({ state: "paused", step: 3 });
});

it("takes the queue's word until the log speaks", () => {
  const { run, watched, pass } = bench();
  run.open("r1");
  expect(run.summary.getState().phase).toBe("opening");
  watched[0]?.say({ type: "state_changed", run: "r1", state: "queued", place: 2, reason: "" });
  watched[0]?.say({ type: "caught_up", run: "r1", state: "queued" });
  expect(run.summary.getState()).toMatchObject({ phase: "ready", state: "queued", place: 2 });
  watched[0]?.say({
    type: "logged",
    run: "r1",
    term: 1,
    seq: 1,
    event: { kind: "run_continued", step: 0 },
    at: 0,
  });
  pass(200);
  expect(run.summary.getState()).toMatchObject({ state: "running", place: 0 });
});

it("says nothing of the state before the history is there", () => {
  const { run, watched, pass } = bench();
  run.open("r1");
  watched[0]?.say(frame(7));
  pass(200);
  expect(run.summary.getState()).toMatchObject({ phase: "opening", state: null, step: 7 });
  watched[0]?.say({ type: "caught_up", run: "r1", state: "finished" });
  expect(run.summary.getState()).toMatchObject({ phase: "ready", state: "finished" });
});

it("shows no run at all when none is open", () => {
  const { run, watched, pass } = bench();
  run.open("r1");
  watched[0]?.say(frame(7));
  watched[0]?.say({ type: "caught_up", run: "r1", state: "finished" });
  run.open(null);
  pass(200);
  expect(run.summary.getState()).toMatchObject({ run: null, phase: "none", state: null, step: 0 });
});

it("leaves one run whole when it opens another", () => {
  const { run, watched, pass } = bench();
  run.open("r1");
  watched[0]?.say(frame(7));
  pass(200);
  run.scrub(3);
  expect(run.at).toBe(3);
  run.open("r2");
  expect(watched[0]?.ended).toBe(true);
  expect(watched[1]?.run).toBe("r2");
  expect(run.summary.getState()).toMatchObject({ run: "r2", step: 0, playhead: null });
  expect(run.data.films.size).toBe(0);
});

it("tells the state together with the step, whatever is drawn in between", () => {
  const { run, watched } = bench();
  run.open("r1", "", "queued");
  expect(run.summary.getState()).toMatchObject({ phase: "ready", state: "queued" });
  watched[0]?.say({ type: "state_changed", run: "r1", state: "queued", place: 1, reason: "" });
  const say = (seq: number, event: Event) =>
    watched[0]?.say({ type: "logged", run: "r1", term: 1, seq, event, at: 0 });
  say(1, { kind: "run_resumed", step: 2, exact: true, remark: "", damaged_step: -1 });
  // Nothing was repainted since.
  expect(run.at).toBe(2);
  expect(run.summary.getState()).toMatchObject({ state: "running", step: 2 });
  say(2, { kind: "run_paused", step: 3, reason: "" });
  expect(run.summary.getState()).toMatchObject({ state: "paused", step: 3 });
});

it("keeps the queue's word while numbers of the time before come in late", () => {
  const { run, watched, pass } = bench();
  run.open("r1");
  const event: Event = { kind: "run_paused", step: 7, reason: "" };
  watched[0]?.say({ type: "logged", run: "r1", term: 1, seq: 1, event, at: 0 });
  watched[0]?.say({ type: "caught_up", run: "r1", state: "paused" });
  watched[0]?.say({ type: "state_changed", run: "r1", state: "queued", place: 1, reason: "" });
  watched[0]?.say(frame(7));
  pass(200);
  expect(run.summary.getState()).toMatchObject({ state: "queued", place: 1, step: 7 });
});

it("tells the time left at the speed of slow motion, and at once", () => {
  const { run } = bench();
  const started: Event = runStarted(101, 20);
  const steps = new Uint8Array(Int32Array.of(1).buffer);
  const columns = { loss: new Uint8Array(Float32Array.of(1).buffer) };
  const samples_per_s = 6_400;
  const scalars: Event = {
    kind: "scalars_recorded",
    series: "step",
    steps,
    columns,
    samples_per_s,
  };
  run.show([started, scalars]);
  expect(run.summary.getState().secondsLeft).toBeCloseTo(1);
  run.show([started, scalars, { kind: "speed_changed", step: 1, steps_per_s: 2 }]);
  expect(run.summary.getState()).toMatchObject({ secondsLeft: 50, samplesPerSecond: 6_400 });
});

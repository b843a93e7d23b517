import { describe, expect, it } from "vitest";
import { fakeClock } from "@/api/fakeClock";
import type { Live, RunMessage } from "@/api/live";
import { WatchedRun } from "@/api/runStore";
import type { Command, Event } from "@/schema/schema.gen";
import { boundOf, Presses } from "./presses";

interface Sent {
  run: string;
  kind: Command["kind"];
  accept: () => void;
  refuse: () => void;
}

/** A server whose answers come when the test says so. */
function bench() {
  const { clock, pass } = fakeClock();
  const sent: Sent[] = [];
  let say: (message: RunMessage) => void = () => {};
  const fake: Partial<Live> = {
    watch: (_run, listener) => {
      say = listener;
      return () => {};
    },
    order: (run, { kind }) =>
      new Promise((accept, reject) => {
        sent.push({ run, kind, accept, refuse: () => reject(new Error("refused")) });
      }),
  };
  const run = new WatchedRun({ ...clock, live: () => fake as Live });
  const presses = new Presses(run);
  let seq = 0;
  return {
    run,
    presses,
    sent,
    pass,
    kinds: () => sent.map(({ kind }) => kind),
    log: (event: Event) => {
      seq += 1;
      say({ type: "logged", run: "r1", term: 1, seq, event, at: 0 });
    },
    state: (state: string) =>
      say({ type: "state_changed", run: "r1", state, place: 0, reason: "" }),
    arrive: (state: string) => say({ type: "caught_up", run: "r1", state }),
    pause: () => presses.order({ kind: "pause_run" }, "waiting"),
    resume: () => presses.order({ kind: "resume_run" }, "going"),
  };
}

const STARTED: Event = {
  kind: "run_started",
  total_steps: 100,
  steps_per_epoch: 20,
  batch_size: 64,
  device: "cpu",
  exact: true,
  remark: "",
  environment: {},
  metrics: [],
  damaged_step: -1,
};

/** Lets promises that are due be carried on. */
const tick = () => new Promise((resolve) => setTimeout(resolve, 0));

describe("presses", () => {
  it("that are quicker than the run are not undone by what it still does of those before", async () => {
    const { run, presses, sent, pause, resume, log } = bench();
    run.open("r1", "", "running");
    log(STARTED);
    log({ kind: "run_paused", step: 3, reason: "" });
    const accept = async () => {
      sent.at(-1)?.accept();
      await tick();
    };
    void presses.order({ kind: "step_run", steps: 1 }, "waiting");
    await tick();
    await accept();
    expect(presses.store.getState().bound).toBeNull();
    void resume();
    await tick();
    await accept();
    // The end of the step comes in only now.
    log({ kind: "run_paused", step: 4, reason: "" });
    expect(presses.bound).toBe("going");
    void pause();
    await tick();
    await accept();
    log({ kind: "run_continued", step: 4 });
    expect(presses.bound).toBe("waiting");
    log({ kind: "run_paused", step: 9, reason: "" });
    expect(presses.store.getState().bound).toBeNull();
    // Somebody else turns it: nothing of all that is expected any more.
    log({ kind: "run_continued", step: 9 });
    expect(presses.bound).toBe("going");
  });

  it("go to the server one after the other, and the next one goes by them at once", async () => {
    const { run, presses, sent, kinds, pause, resume, log } = bench();
    run.open("r1", "", "queued");
    expect(presses.bound).toBe("going");
    void pause();
    expect(presses.bound).toBe("waiting");
    void resume();
    void pause();
    await tick();
    expect(kinds()).toEqual(["pause_run"]);
    sent[0]?.accept();
    await tick();
    sent[1]?.accept();
    await tick();
    expect(kinds()).toEqual(["pause_run", "resume_run", "pause_run"]);
    log(STARTED);
    expect(presses.bound).toBe("waiting");
    sent[2]?.accept();
    await tick();
    expect(presses.store.getState()).toMatchObject({ bound: "waiting", underWay: 0 });
    log({ kind: "run_paused", step: 0, reason: "" });
    expect(presses.store.getState().bound).toBeNull();
    expect(presses.bound).toBe("waiting");
  });

  it("that come while a run is made are meant for it", async () => {
    const { run, presses, sent, pause } = bench();
    run.open("old", "", "finished");
    let made: (run: string) => void = () => {};
    const making = new Promise<string>((resolve) => {
      made = (id) => {
        run.open(id, "", "queued");
        resolve(id);
      };
    });
    void presses.make("going", () => making);
    expect(presses.bound).toBe("going");
    void presses.make("going", () => Promise.reject(new Error("a second one")));
    void pause();
    await tick();
    expect(sent).toHaveLength(0);
    made("r1");
    await tick();
    expect(sent.map(({ run, kind }) => [run, kind])).toEqual([["r1", "pause_run"]]);
    expect(presses.bound).toBe("waiting");
  });

  it("are void where the run that they were meant for could not be made", async () => {
    const { run, presses, sent, pause } = bench();
    run.open("old", "", "finished");
    const made = presses.make("going", () => Promise.reject(new Error("too many")));
    void pause();
    await expect(made).rejects.toThrow("too many");
    await tick();
    expect(sent).toHaveLength(0);
    expect(presses.bound).toBe("over");
  });

  it("that are refused leave the run as it stands", async () => {
    const { run, presses, sent, pause, log } = bench();
    run.open("r1", "", "queued");
    log(STARTED);
    const pressed = pause();
    await tick();
    sent[0]?.refuse();
    await expect(pressed).rejects.toThrow("refused");
    expect(presses.bound).toBe("going");
  });

  it("wait until it is known how the run stands", async () => {
    const { run, presses, kinds, resume, log, arrive } = bench();
    run.open("r1");
    void presses.whenKnown(() => void resume());
    log(STARTED);
    log({ kind: "run_paused", step: 3, reason: "" });
    await tick();
    expect(kinds()).toEqual([]);
    arrive("paused");
    await tick();
    expect(kinds()).toEqual(["resume_run"]);
  });

  it("give way to what someone else pressed later", async () => {
    const { run, presses, sent, pause, log } = bench();
    run.open("r1", "", "queued");
    log(STARTED);
    void pause();
    await tick();
    sent[0]?.accept();
    await tick();
    // The worker heard a pause and another page's resume in one breath: the run was never seen paused.
    log({ kind: "run_continued", step: 4 });
    expect(presses.store.getState().bound).toBeNull();
    expect(presses.bound).toBe("going");
  });

  it("are forgotten with the run that they were meant for", async () => {
    const { run, presses, pause } = bench();
    run.open("r1", "", "queued");
    void pause();
    run.open("r2", "", "queued");
    expect(presses.bound).toBe("going");
  });

  it("choose a speed that is shown until the run has it", async () => {
    const { run, presses, sent, log } = bench();
    run.open("r1", "", "queued");
    void presses.order({ kind: "set_speed", steps_per_s: 2 });
    expect(presses.store.getState().speed).toBe(2);
    await tick();
    sent[0]?.accept();
    await tick();
    expect(presses.store.getState().speed).toBe(2);
    log(STARTED);
    log({ kind: "speed_changed", step: 0, steps_per_s: 2 });
    run.scrub(0);
    await tick();
    expect(run.data.stepsPerSecond).toBe(2);
  });
});

it("knows what a state is bound for", () => {
  const states = [null, "queued", "running", "paused", "finished", "stopped", "failed"] as const;
  expect(states.map(boundOf)).toEqual([
    "over",
    "going",
    "going",
    "waiting",
    "over",
    "over",
    "over",
  ]);
});

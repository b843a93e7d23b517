import { encode } from "@msgpack/msgpack";
import { afterEach, describe, expect, it, vi } from "vitest";
import type { Event } from "@/schema/schema.gen";
import { Curve } from "./curve";
import { FakeSocket } from "./fakeSocket";
import { createLive, type Live, type RunMessage } from "./live";
import { applyEvent, emptyRun } from "./runFold";
import { WatchedRun } from "./runStore";

const bytes = (array: Int32Array | Float32Array) => new Uint8Array(array.buffer);

function summed(ends: number[], low: number, high: number): Event {
  const of = (value: number) => bytes(new Float32Array(ends.length).fill(value));
  return {
    kind: "scalars_summarised",
    series: "step",
    bucket_steps: 64,
    steps: bytes(Int32Array.from(ends)),
    columns: { "loss:min": of(low), "loss:max": of(high), "loss:mean": of((low + high) / 2) },
  };
}

function single(from: number, to: number, loss: number): Event & { kind: "scalars_recorded" } {
  const steps = Int32Array.from({ length: to - from + 1 }, (_, at) => from + at);
  const columns = { loss: bytes(new Float32Array(steps.length).fill(loss)) };
  return {
    kind: "scalars_recorded",
    series: "step",
    steps: bytes(steps),
    columns,
    samples_per_s: 0,
  };
}

function fold(...events: Event[]) {
  const run = emptyRun();
  for (const event of events) applyEvent(run, event);
  return run;
}

describe("a long history in sums", () => {
  it("has the extremes of each bucket, then single steps", () => {
    const { train, step } = fold(
      summed([64, 128], 1, 3),
      single(129, 130, 2),
      summed([192, 256], 0.5, 1.5),
      single(257, 258, 1),
    );
    expect(step).toBe(258);
    expect([train.length, train.summarised]).toEqual([8, 6]);
    const { low, high } = train.spread("loss");
    expect([...low.subarray(0, 6)]).toEqual([1, 1, 2, 2, 0.5, 0.5]);
    expect([...high.subarray(0, 6)]).toEqual([3, 3, 2, 2, 1.5, 1.5]);
    expect(train.at("loss", 100)).toBe(2);
  });

  it("is cut where a term goes back", () => {
    const run = fold(summed([64, 128, 192], 1, 3), {
      kind: "run_resumed",
      step: 150,
      exact: true,
      remark: "",
      damaged_step: -1,
    });
    expect([run.train.length, run.train.summarised]).toEqual([2, 2]);
    applyEvent(run, single(151, 152, 1));
    expect([...run.train.steps.subarray(0, 4)]).toEqual([64, 128, 151, 152]);
  });

  it("gives way to single steps where they are known, and those that follow join them", () => {
    const { train } = fold(summed([64, 128], 1, 3), single(129, 130, 2));
    expect(train.isCoarse(100, 128)).toBe(true);
    expect(train.isCoarse(129, 130)).toBe(false);
    const finer = new Curve();
    finer.append(Int32Array.of(100, 101), { loss: Float32Array.of(5, 6) });
    train.refine(100, 200, finer);
    expect(train.isCoarse(100, 128)).toBe(false);
    expect(train.within(100, 200)).toBe(finer);
    expect(train.within(99, 200)).toBe(train);
    train.append(Int32Array.of(131), { loss: Float32Array.of(7) });
    expect([...finer.steps.subarray(0, finer.length)]).toEqual([100, 101, 129, 130, 131]);
    expect(finer.at("loss", 131)).toBe(7);
  });
});

describe("looking closer", () => {
  afterEach(() => vi.unstubAllGlobals());

  function watching() {
    let say: (message: RunMessage) => void = () => {};
    const fake: Partial<Live> = {
      watch: (_run, listener) => {
        say = listener;
        return () => {};
      },
    };
    const run = new WatchedRun({
      live: () => fake as Live,
      beforePaint: (paint) => queueMicrotask(paint),
      now: () => performance.now(),
    });
    run.open("r1", "secret");
    say({ type: "logged", run: "r1", term: 1, seq: 9, event: summed([64, 128, 192], 1, 3), at: 0 });
    return run;
  }

  it("asks for the steps by themselves, once", async () => {
    const asked = vi.fn(
      async (_address: string) => new Response(encode(single(10, 20, 9)).slice()),
    );
    vi.stubGlobal("fetch", asked);
    const run = watching();
    run.look(10.2, 19.5);
    await vi.waitFor(() => expect(run.data.train.within(11, 19)).not.toBe(run.data.train));
    expect(run.data.train.within(11, 19).at("loss", 15)).toBe(9);
    run.look(11, 19);
    expect(asked.mock.calls.map(([address]) => address)).toEqual([
      "/api/shared/secret/runs/r1/scalars?series=step&from=10&to=20&points=20000",
    ]);
  });

  it("keeps the buckets where the server does not answer", async () => {
    const asked = vi.fn(async (_address: string) => Promise.reject(new TypeError("no network")));
    vi.stubGlobal("fetch", asked);
    const run = watching();
    run.look(10, 20);
    await vi.waitFor(() => expect(asked).toHaveBeenCalled());
    expect(run.data.train.within(11, 19)).toBe(run.data.train);
  });
});

it("begins a history again that broke off before its end", () => {
  const live = createLive({ open: FakeSocket.open, backoff: () => 0 });
  const heard: string[] = [];
  live.watch("r1", (message) => heard.push(message.type));
  const first = FakeSocket.newest;
  first.accept();
  const logged = {
    type: "logged",
    run: "r1",
    term: 1,
    seq: 70,
    event: summed([64], 1, 3),
    at: 0,
  } as const;
  first.say(logged);
  first.drop();
  expect(heard).toEqual(["logged", "begun_again"]);
});

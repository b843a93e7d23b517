import { beforeEach, expect, it, vi } from "vitest";
import type { Event } from "@/schema/schema.gen";
import type { ApiError } from "./errors";
import { FakeSocket } from "./fakeSocket";
import { createLive, type RunMessage } from "./live";

const CONTINUED: Event = { kind: "run_continued", step: 1 };

function logged(term: number, seq: number) {
  return { type: "logged", run: "r1", term, seq, event: CONTINUED, at: 0 } as const;
}

beforeEach(() => {
  FakeSocket.made = [];
  vi.useFakeTimers();
  return () => vi.useRealTimers();
});

function open() {
  return createLive({ open: FakeSocket.open, backoff: (failures) => 100 * (failures + 1) });
}

it("watches from a position, and after a break from the last event it has", () => {
  const live = open();
  const heard: RunMessage[] = [];
  live.watch("r1", (message) => heard.push(message), { share: "secret" });
  FakeSocket.newest.accept();
  expect(FakeSocket.newest.received).toEqual([
    { type: "watch", run: "r1", share: "secret", term: 0, seq: 0 },
  ]);

  FakeSocket.newest.say(logged(1, 1));
  FakeSocket.newest.say(logged(1, 2));
  FakeSocket.newest.say({ type: "caught_up", run: "r1", state: "running" });
  FakeSocket.newest.drop();
  expect(live.connection.getState()).toBe("reconnecting");
  vi.advanceTimersByTime(100);
  FakeSocket.newest.accept();

  expect(live.connection.getState()).toBe("online");
  expect(FakeSocket.made).toHaveLength(2);
  expect(FakeSocket.newest.received).toEqual([
    { type: "watch", run: "r1", share: "secret", term: 1, seq: 2 },
  ]);
  FakeSocket.newest.say(logged(1, 2));
  FakeSocket.newest.say(logged(2, 1));
  expect(heard).toHaveLength(4);
});

it("says offline after some failures and hurries when asked", () => {
  const live = open();
  live.watch("r1", () => {});
  for (let failures = 0; failures < 6; failures++) {
    FakeSocket.newest.drop();
    vi.advanceTimersByTime(failures === 5 ? 0 : 1000);
  }
  expect(live.connection.getState()).toBe("offline");
  const attempts = FakeSocket.made.length;
  live.hurry();
  expect(FakeSocket.made).toHaveLength(attempts + 1);
});

it("answers orders and questions by their number", async () => {
  const live = open();
  live.watch("r1", () => {});
  FakeSocket.newest.accept();
  const order = live.order("r1", { kind: "pause_run" });
  const refused = live.order("r1", { kind: "resume_run" });
  const [, first, second] = FakeSocket.newest.received;
  if (first?.type !== "order" || second?.type !== "order") throw new Error("no orders were sent");
  FakeSocket.newest.say({
    type: "refused",
    id: second.id,
    run: "r1",
    code: "run_ended",
    params: {},
  });
  FakeSocket.newest.say({ type: "accepted", id: first.id });
  await expect(order).resolves.toBeUndefined();
  await expect(refused).rejects.toMatchObject({ code: "run_ended" });
});

it("fails what is in flight when the line breaks", async () => {
  const live = open();
  live.watch("r1", () => {});
  FakeSocket.newest.accept();
  const order = live.order("r1", { kind: "pause_run" }).catch((error: ApiError) => error.code);
  FakeSocket.newest.drop();
  await expect(order).resolves.toBe("offline");
  await expect(live.order("r1", { kind: "pause_run" })).rejects.toMatchObject({ code: "offline" });
});

it("stops listening when told", () => {
  const live = open();
  const heard: RunMessage[] = [];
  const end = live.watch("r1", (message) => heard.push(message));
  FakeSocket.newest.accept();
  end();
  expect(FakeSocket.newest.received.at(-1)).toEqual({ type: "unwatch", run: "r1" });
  FakeSocket.newest.say(logged(1, 1));
  expect(heard).toEqual([]);
});

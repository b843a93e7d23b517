import { afterEach, beforeEach, expect, it, vi } from "vitest";
import { ApiError } from "@/api/errors";
import { Newest } from "./newest";

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

it("carries out the first wish at once, and of those that follow soon the last", async () => {
  const done: string[] = [];
  const newest = new Newest<string>(async (wish) => void done.push(wish));
  for (const wish of ["first", "second", "third"]) newest.want(wish);
  expect(done).toEqual(["first"]);
  await vi.advanceTimersByTimeAsync(200);
  expect(done).toEqual(["first", "third"]);
});

it("ends what is overtaken", async () => {
  const ended: string[] = [];
  const newest = new Newest<string>(
    (wish, signal) =>
      new Promise((_, reject) => {
        signal.onabort = () => {
          ended.push(wish);
          reject(signal.reason);
        };
      }),
  );
  newest.want("first");
  newest.want("second");
  expect(ended).toEqual(["first"]);
  newest.end();
  await vi.advanceTimersByTimeAsync(5000);
  expect(ended).toEqual(["first"]);
});

it("asks again a little later where the server was busy, and not where it refused", async () => {
  const asked: string[] = [];
  const refusals = [
    new ApiError({ code: "busy", status: 429 }),
    new ApiError({ code: "sample_unknown", status: 422 }),
  ];
  const newest = new Newest<string>(async (wish) => {
    asked.push(wish);
    const refusal = refusals.shift();
    if (refusal) throw refusal;
  });
  newest.want("it");
  await vi.advanceTimersByTimeAsync(1000);
  expect(asked).toEqual(["it"]);
  await vi.advanceTimersByTimeAsync(20_000);
  expect(asked).toEqual(["it", "it"]);
});

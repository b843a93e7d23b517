import { describe, expect, it } from "vitest";
import { headlineOf } from "@/api/metrics";
import { CLASSIFIER } from "@/schema/metrics.gen";
import type { ListedRun } from "@/schema/schema.gen";
import { beginning, boundOfAll, membersOf, unended } from "./members";

const run = (number: number, variant: string, state: string): ListedRun => ({
  id: `r${number}`,
  number,
  variant,
  state,
  step: 0,
  metrics: {},
  headline: headlineOf(CLASSIFIER),
});

const variants = [{ name: "a" }, { name: "b" }, { name: "c" }];

describe("members of a family", () => {
  it("are the newest runs of each variant, in the order of the variants", () => {
    const members = membersOf(variants, [
      run(4, "a", "running"),
      run(2, "b", "finished"),
      run(1, "a", "finished"),
    ]);
    expect(members.map(({ name, run }) => [name, run?.number])).toEqual([
      ["a", 4],
      ["b", 2],
      ["c", undefined],
    ]);
  });

  it("go as long as one of them does, and wait where the others are over", () => {
    const bound = (...states: string[]) =>
      boundOfAll(
        membersOf(
          variants,
          states.map((state, at) => run(at, variants[at]?.name ?? "", state)),
        ),
      );
    expect(bound()).toBe("over");
    expect(bound("finished", "queued")).toBe("going");
    expect(bound("paused", "running")).toBe("going");
    expect(bound("finished", "paused", "paused")).toBe("waiting");
    expect(bound("finished", "failed", "stopped")).toBe("over");
  });

  it("are begun anew where all are over, else those that never came to their end", () => {
    const half = membersOf(variants, [run(2, "b", "stopped"), run(1, "a", "finished")]);
    expect(beginning(half).map(({ name }) => name)).toEqual(["b", "c"]);
    const whole = membersOf(variants, [
      run(3, "c", "failed"),
      run(2, "b", "finished"),
      run(1, "a", "finished"),
    ]);
    expect(beginning(whole)).toHaveLength(3);
  });

  it("are ordered from the first that was begun", () => {
    const members = membersOf(variants, [
      run(3, "a", "queued"),
      run(2, "b", "running"),
      run(1, "c", "finished"),
    ]);
    expect(unended(members).map(({ id }) => id)).toEqual(["r2", "r3"]);
  });
});

import { afterEach, expect, it, vi } from "vitest";
import type { Experiment } from "@/schema/schema.gen";
import { watchedRun } from "./runStore";
import { beginWith, watchedSnapshot } from "./watchedSnapshot";

vi.mock("./live", () => ({ live: () => ({ watch: () => () => undefined }), NEWEST: -1 }));

afterEach(() => watchedRun.open(null));

it("knows what a run took that was begun on this page, whose state is known at once", () => {
  const taken = { title: "mine" } as Experiment;
  beginWith("r1", taken);
  watchedRun.open("r1", "", "queued");
  expect(watchedSnapshot.getState()).toEqual({ run: "r1", snapshot: taken, missing: false });
});

it("asks nobody about a run that is shown from its events alone", () => {
  watchedRun.show([]);
  expect(watchedSnapshot.getState()).toMatchObject({ snapshot: null, missing: true });
});

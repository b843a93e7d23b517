import { act, screen } from "@testing-library/react";
import { afterEach, expect, it } from "vitest";
import { watchedRun } from "@/api/runStore";
import { documentStore } from "@/graph/documentStore";
import { renderPage } from "@/test-page";
import { RunBand } from "./RunBand";

afterEach(() => watchedRun.open(null));

const PAUSED = { kind: "run_paused", step: 12, reason: "disk_full" } as const;
const FULL = /The disk is full, so the run waits/;

it("says that the run waits for room, until it goes on", async () => {
  documentStore.setState({ readOnly: false });
  await renderPage(<RunBand />);
  act(() => watchedRun.show([PAUSED]));
  expect(screen.getByRole("alert").textContent).toMatch(FULL);
  expect(screen.getByRole("button", { name: "Go on" })).toBeTruthy();
  act(() => watchedRun.show([PAUSED, { kind: "run_continued", step: 12 }]));
  expect(screen.queryByRole("alert")).toBeNull();
  act(() => watchedRun.show([PAUSED, { kind: "run_stopped", step: 12 }]));
  expect(screen.queryByRole("alert")).toBeNull();
});

it("says so where the log itself finds no room", async () => {
  await renderPage(<RunBand />);
  act(() => watchedRun.show([]));
  const changed = { type: "state_changed", run: "recorded", place: 0 } as const;
  act(() => watchedRun.receive({ ...changed, state: "paused", reason: "disk_full" }));
  expect(screen.getByRole("alert").textContent).toMatch(FULL);
  act(() => watchedRun.receive({ ...changed, state: "running", reason: "" }));
  expect(screen.queryByRole("alert")).toBeNull();
});

it("names a damaged checkpoint, and where the run went on", async () => {
  await renderPage(<RunBand />);
  const resumed = { kind: "run_resumed", step: 800, exact: true, remark: "" } as const;
  act(() => watchedRun.show([{ ...resumed, damaged_step: 1200 }]));
  const words =
    "The checkpoint of step 1,200 is damaged: the run went on from step 800, and gives the same numbers.";
  expect(screen.getByText(words)).toBeTruthy();
});

import { act, screen } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { afterEach, beforeEach, expect, it, vi } from "vitest";
import { createStore } from "zustand/vanilla";
import { pixelsOf } from "@/api/inputs";
import type { Live, RunMessage } from "@/api/live";
import { headlineOf } from "@/api/metrics";
import { watchedRun } from "@/api/runStore";
import { RunBand } from "@/features/run/RunBand";
import { RunsMenu } from "@/features/run/RunsMenu";
import { SampleChooser } from "@/features/run/SampleChooser";
import { Verdict } from "@/features/run/Verdict";
import { CLASSIFIER } from "@/schema/metrics.gen";
import type { ListEnded, ListedRun, RunsListed } from "@/schema/schema.gen";
import { renderPage, serve } from "@/test-page";
import { pin } from "@/views/ask/pinned";
import { choose, shown } from "@/views/run/shown";
import { useFollowedRun } from "./useFollowedRun";

const server = vi.hoisted(() => ({
  say: (_: RunMessage) => {},
  list: (_: RunsListed | ListEnded) => {},
  watched: [] as string[],
  asked: 0,
}));

vi.mock("@/api/live", () => {
  const live: Partial<Live> = {
    connection: createStore(() => "online" as const),
    watch: (run, listener) => {
      server.watched.push(run);
      server.say = listener;
      return () => {};
    },
    followRuns: (_, listener) => {
      server.list = listener;
      return () => {};
    },
    ask: () => {
      server.asked += 1;
      return Promise.reject(new Error("run_not_found"));
    },
  };
  return { live: () => live, NEWEST: -1 };
});

const listed = (number: number, state = "running"): ListedRun => ({
  id: `r${number}`,
  number,
  state,
  step: 0,
  metrics: {},
  headline: headlineOf(CLASSIFIER),
  variant: "",
});

const WATCHED = [listed(2), listed(1, "finished")];

function Watching() {
  useFollowedRun({ share: "secret" }, WATCHED);
  return (
    <>
      <RunsMenu />
      <RunBand />
      <Verdict names={["a", "b"]} invite="Draw something." />
      <SampleChooser onBrowse={() => {}} />
    </>
  );
}

const list = (...runs: ListedRun[]) =>
  act(() => server.list({ type: "runs_listed", of: "secret", runs }));

beforeEach(async () => {
  serve({});
  server.watched = [];
  server.asked = 0;
  await renderPage(<Watching />);
  act(() => {
    server.say({ type: "caught_up", run: "r2", state: "running" });
    const event = {
      kind: "scalars_recorded",
      series: "step",
      steps: new Uint8Array(Int32Array.from([1, 2, 3]).buffer),
      columns: { loss: new Uint8Array(Float32Array.from([3, 2, 1]).buffer) },
      samples_per_s: 0,
    } as const;
    server.say({ type: "logged", run: "r2", term: 1, seq: 1, event, at: 0 });
    watchedRun.data.totalSteps = 10;
  });
});
afterEach(() => {
  pin(null);
  watchedRun.open(null);
  vi.unstubAllGlobals();
});

const remove = () =>
  act(() =>
    server.say({
      type: "refused",
      id: -1,
      run: "r2",
      code: "run_not_found",
      params: { run: "r2" },
    }),
  );

const SENTENCE = /^Its owner has deleted this run\./;

it("tells whoever watches that the run is deleted, and keeps what was seen", async () => {
  expect(screen.queryByText(SENTENCE)).toBeNull();
  remove();
  list(listed(1, "finished"));
  expect(await screen.findByText(SENTENCE)).toBeTruthy();
  expect(screen.getByRole("button", { name: /^Deleted run/ })).toBeTruthy();
  // Nothing goes on, nothing is gone.
  expect(watchedRun.summary.getState()).toMatchObject({ run: "r2", state: "stopped", step: 3 });
  expect(watchedRun.data.train.at("loss")).toBe(1);
  await userEvent.click(screen.getByRole("button", { name: "Show run 1" }));
  expect(server.watched.at(-1)).toBe("r1");
  expect(screen.queryByText(SENTENCE)).toBeNull();
});

it("asks a run that is deleted nothing more, and says so", async () => {
  remove();
  const before = server.asked;
  act(() => pin(pixelsOf(new Uint8Array(784).fill(9))));
  expect(await screen.findByText(/it can't be asked any more/)).toBeTruthy();
  act(() => choose({ kind: "sample", sample: 5 }));
  expect(shown.getState().source).toEqual({ kind: "probe" });
  act(() => watchedRun.scrub(2));
  expect(server.asked).toBe(before);
});

it("goes on with the next run that its owner begins, unless the reader looks back", async () => {
  remove();
  list();
  expect(screen.queryByRole("button", { name: /Show all runs/ })).toBeNull();
  act(() => watchedRun.scrub(1));
  list(listed(3));
  expect(watchedRun.summary.getState().run).toBe("r2");
  act(() => watchedRun.scrub(null));
  list(listed(4), listed(3));
  expect(watchedRun.summary.getState()).toMatchObject({ run: "r4", deleted: false });
});

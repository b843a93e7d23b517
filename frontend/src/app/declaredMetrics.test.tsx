import { act, screen } from "@testing-library/react";
import type uPlot from "uplot";
import { afterEach, beforeEach, expect, it, vi } from "vitest";
import { watchedRun } from "@/api/runStore";
import { Figures } from "@/features/run/Figures";
import { LearningPanel } from "@/features/run/LearningPanel";
import { Narration } from "@/features/run/Narration";
import { checkStore } from "@/graph/checkStore";
import type { CheckedExperiment } from "@/schema/checked";
import type { Event, Metric, SharedBody } from "@/schema/schema.gen";
import { renderPage } from "@/test-page";
import { CurveReading } from "@/views/curves/CurveReading";
import { KeyFigure } from "./KeyFigure";
import { SharedHead } from "./SharedHead";

const plots = vi.hoisted(() => [] as { options: uPlot.Options; data: uPlot.AlignedData }[]);
vi.mock("uplot", () => ({
  default: class {
    readonly width = 300;
    private readonly kept: (typeof plots)[number];
    constructor(options: uPlot.Options, data: uPlot.AlignedData) {
      this.kept = { options, data };
      plots.push(this.kept);
    }
    setData(data: uPlot.AlignedData) {
      this.kept.data = data;
    }
    setSize() {}
    destroy() {}
  },
}));

const bytes = (values: Float32Array | Int32Array) => new Uint8Array(values.buffer);
const metric = (made: Partial<Metric> & { name: string }): Metric => ({
  series: "step",
  unit: "none",
  better: "lower",
  axis: "log",
  panel: "learning",
  headline: false,
  ...made,
});
const ERROR = metric({ name: "mean_squared_error" });
const R2 = metric({
  name: "r2",
  series: "evaluation",
  better: "higher",
  axis: "linear",
  headline: true,
});

function scalars(series: Metric["series"], name: string, values: Record<number, number>): Event {
  return {
    kind: "scalars_recorded",
    series,
    steps: bytes(Int32Array.from(Object.keys(values), Number)),
    columns: { [name]: bytes(Float32Array.from(Object.values(values))) },
    samples_per_s: 1000,
  };
}

/** A run of an algorithm that this page has never heard of. */
const LOG: Event[] = [
  {
    kind: "run_started",
    total_steps: 40,
    steps_per_epoch: 10,
    batch_size: 4,
    device: "cpu",
    exact: true,
    remark: "",
    environment: {},
    metrics: [ERROR, R2],
    damaged_step: -1,
  },
  scalars("step", ERROR.name, { 1: 8, 2: 4, 3: 2, 4: 1 }),
  scalars("evaluation", R2.name, { 2: -0.5, 4: 0.75 }),
];

const text = () => document.body.textContent ?? "";

beforeEach(() => watchedRun.show(LOG));
afterEach(() => {
  plots.length = 0;
  checkStore.setState(checkStore.getInitialState(), true);
  act(() => watchedRun.open(null));
});

it("draws each metric as its log declares it", async () => {
  await renderPage(<LearningPanel />);
  const labels = screen.getAllByRole("img").map((chart) => chart.getAttribute("aria-label"));
  expect(labels[0]).toContain("mean_squared_error by step");
  expect(labels[1]).toContain("R² by step");
  const [error, r2] = plots;
  expect(error?.options.scales?.y?.distr).toBe(3);
  expect(error?.data[1]).toEqual([8, 4, 2, 1]);
  expect(r2?.options.scales?.y?.distr).toBeUndefined();
  expect([...(r2?.data[3] ?? [])].filter((value) => value != null)).toEqual([-0.5, 0.75]);
});

it("says where its curves stand", async () => {
  await renderPage(<CurveReading metric={R2} />);
  expect(text()).toContain("R² 0.750");
});

it("puts its headline where a classifier has the accuracy", async () => {
  await renderPage(<Figures readOnly />);
  expect(text()).toContain("Test R²0.750");
});

it("is told in words", async () => {
  await renderPage(<Narration />);
  expect(text()).toContain("Test R² 0.750.");
});

it("has its key figure on a phone, and its best through a link", async () => {
  await renderPage(<KeyFigure />);
  expect(text()).toContain("Test R²0.750");
  act(() => watchedRun.scrub(3));
  expect(text()).toContain("Test R² · step 2\u22120.500");
  const shared = { title: "", runs: [], document: { notes: "" } } as unknown as SharedBody;
  await renderPage(<SharedHead shared={shared} />);
  expect(text()).toContain("Best test R²");
});

it("is known before the first run, as the check of the document says it", async () => {
  watchedRun.open(null);
  checkStore.setState({ answer: { metrics: [ERROR, R2] } as unknown as CheckedExperiment });
  await renderPage(<KeyFigure />);
  expect(text()).toContain("Test R²–");
  await renderPage(<LearningPanel />);
  const labels = screen.getAllByRole("img").map((chart) => chart.getAttribute("aria-label"));
  expect(labels.join()).toMatch(/mean_squared_error by step.*R² by step/);
});

import { act, screen, waitFor } from "@testing-library/react";
import { afterEach, beforeEach, expect, it } from "vitest";
import { runStarted } from "@/api/fixtures";
import { headlineOf } from "@/api/metrics";
import { watchedRun } from "@/api/runStore";
import { Figures } from "@/features/run/Figures";
import { LearningRate } from "@/features/run/LearningRate";
import { Narration } from "@/features/run/Narration";
import { CLASSIFIER } from "@/schema/metrics.gen";
import type { Event, SharedBody } from "@/schema/schema.gen";
import { renderPage } from "@/test-page";
import { CurveReading } from "@/views/curves/CurveReading";
import { ConfusionView } from "@/views/matrix/ConfusionView";
import { MisreadDialog } from "@/views/matrix/MisreadDialog";
import { shownFrame } from "@/views/run/shown";
import { KeyFigure } from "./KeyFigure";
import { SharedHead } from "./SharedHead";

const TOTAL = 200;
const EVALUATIONS = [50, 100, 150];
/** The best is not the last. */
const ACCURACIES = [0.9, 0.97, 0.95];

const bytes = (values: Float32Array | Int32Array | Uint32Array) => new Uint8Array(values.buffer);

function scalars(
  series: "step" | "evaluation",
  steps: number[],
  columns: Record<string, number[]>,
) {
  const event: Event = {
    kind: "scalars_recorded",
    series,
    steps: bytes(Int32Array.from(steps)),
    columns: Object.fromEntries(
      Object.entries(columns).map(([name, values]) => [name, bytes(Float32Array.from(values))]),
    ),
    samples_per_s: 1000,
  };
  return event;
}

function frames(step: number): Event[] {
  const recorded = { kind: "frame_recorded", step } as const;
  const counts = bytes(Uint32Array.from([5, 0, 0, 5]));
  const health = { node: "linear_1", gradient_norm: 1, update_ratio: 0.001, dead_share: 0 };
  return [
    {
      ...recorded,
      probe: "confusion_matrix",
      frame: { kind: "matrix", role: "classifier", rows: 2, columns: 2, counts, total: 10 },
    },
    {
      ...recorded,
      probe: "predictions",
      frame: {
        kind: "predictions",
        role: "classifier",
        predicted: new Uint8Array(4),
        surprise: new Uint8Array(4),
        probability: new Uint8Array(2),
      },
    },
    {
      ...recorded,
      probe: "layer_health",
      frame: {
        kind: "layer_health",
        role: "classifier",
        nodes: [{ ...health, fault: "" }],
        rate_share: 1,
      },
    },
  ];
}

const STARTED: Event = runStarted(TOTAL, 50);

beforeEach(() => {
  const steps = Array.from({ length: 180 }, (_, at) => at + 1);
  watchedRun.show([
    STARTED,
    scalars("step", steps, {
      loss: steps.map((step) => 1 / step),
      accuracy: steps.map(() => 0.5),
      learning_rate: steps.map((step) => (step < 100 ? 0.1 : 0.01)),
    }),
    scalars("evaluation", EVALUATIONS, { loss: [0.3, 0.2, 0.1], accuracy: ACCURACIES }),
    ...EVALUATIONS.flatMap(frames),
  ]);
});
afterEach(() => watchedRun.open(null));

const at = (step: number | null) => act(() => watchedRun.scrub(step));
const text = () => document.body.textContent ?? "";

it("says of which evaluation the accuracy beside the timeline is, never of a later one", async () => {
  await renderPage(<Figures readOnly={false} />);
  expect(text()).toContain("Left");
  at(120);
  expect(text()).toContain("120 / 200");
  expect(text()).toContain("97.0\u00a0% · step 100");
  // What is left is of now.
  expect(text()).not.toContain("Left");
  at(30);
  expect(text()).toMatch(/Test accuracy–$/);
});

it("says it of the key figure on a phone", async () => {
  await renderPage(<KeyFigure />);
  expect(text()).toContain("Test accuracy95.0");
  at(149);
  expect(text()).toContain("Test accuracy · step 10097.0");
  at(49);
  expect(text()).toContain("Test accuracy–");
});

it("says it of the curves' readings", async () => {
  await renderPage(<CurveReading metric={headlineOf(CLASSIFIER)} />);
  at(120);
  await waitFor(() => expect(text()).toContain("97.0\u00a0% (step 100)"));
  at(null);
  await waitFor(() => expect(text()).toMatch(/95\.0\u00a0%$/));
});

it("knows of no better accuracy than was reached by then", async () => {
  const shared = { title: "", runs: [], document: { notes: "" } } as unknown as SharedBody;
  await renderPage(<SharedHead shared={shared} />);
  expect(text()).toContain("Best test accuracy97.00");
  at(99);
  expect(text()).toContain("Best test accuracy · step 5090.00");
  at(10);
  expect(text()).toContain("Best test accuracy–");
});

it("says the step of a matrix in which nothing is wrong, too", async () => {
  await renderPage(<ConfusionView />);
  at(120);
  expect(await screen.findByText("step 100")).toBeTruthy();
});

it("opens no images of an evaluation that the playhead has not come to", async () => {
  at(30);
  await renderPage(<MisreadDialog cell={{ label: 0, prediction: 1 }} opened classNames={[]} />);
  expect(await screen.findByText(/The first comes within the first epoch/)).toBeTruthy();
});

it("ends a layer's line with the reading beside it", () => {
  at(149);
  expect(shownFrame("layer_health", "classifier")?.step).toBe(100);
  // Before the first reading there is nothing else to show.
  at(10);
  expect(shownFrame("layer_health", "classifier")?.step).toBe(50);
});

it("shows the rate of the step beside it", async () => {
  await renderPage(<LearningRate />);
  expect(text()).toContain("0.01");
  at(60);
  expect(text()).toContain("0.1");
  expect(text()).not.toContain("0.01");
});

it("tells those who hear it what the playhead has come to", async () => {
  await renderPage(<Narration />);
  const said = () => document.querySelector("[aria-live]")?.textContent;
  expect(said()).toContain("Test accuracy 95.0\u00a0%.");
});

it("tells a replay as one", async () => {
  at(120);
  await renderPage(<Narration />);
  const said = () => document.querySelector("[aria-live]")?.textContent;
  expect(said()).toBe("Replay, step 120. Test accuracy 97.0\u00a0% at step 100.");
});

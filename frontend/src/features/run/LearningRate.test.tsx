import { act, fireEvent, screen } from "@testing-library/react";
import { afterEach, expect, it, vi } from "vitest";
import { runStarted } from "@/api/fixtures";
import { watchedRun } from "@/api/runStore";
import { watchedSnapshot } from "@/api/watchedSnapshot";
import { experiment, lenet } from "@/graph/fixtures";
import type { Event, Metric } from "@/schema/schema.gen";
import { renderPage } from "@/test-page";
import { LearningRate } from "./LearningRate";
import { presses } from "./presses";

const rate = (role: string): Metric => ({
  name: `${role}.learning_rate`,
  series: "step",
  unit: "rate",
  better: "neither",
  axis: "linear",
  panel: "",
  headline: false,
});

const float = (value: number) => new Uint8Array(Float32Array.of(value).buffer);

const TWO: Event[] = [
  { ...runStarted(10, 5), metrics: [rate("generator"), rate("critic")] },
  {
    kind: "scalars_recorded",
    series: "step",
    steps: new Uint8Array(Int32Array.of(1).buffer),
    columns: { "generator.learning_rate": float(0.01), "critic.learning_rate": float(0.04) },
    samples_per_s: 0,
  },
];

afterEach(() => {
  act(() => watchedRun.open(null));
  vi.restoreAllMocks();
});

it("shows and changes the rate of the network that is chosen, where several learn", async () => {
  const one = experiment(lenet());
  const { classifier } = one.optimizers;
  if (classifier === undefined) throw new Error("nothing learns");
  const order = vi.spyOn(presses, "order").mockResolvedValue(undefined as never);
  await renderPage(<LearningRate />);
  act(() => watchedRun.show(TWO));
  const optimizers = { generator: classifier, critic: classifier };
  act(() => watchedSnapshot.setState({ snapshot: { ...one, optimizers }, missing: false }));
  fireEvent.click(screen.getByRole("button", { name: /^Rate · Generator 0\.01\./ }));
  fireEvent.click(await screen.findByRole("button", { name: "critic" }));
  expect(screen.getByRole("button", { name: /^Rate · critic 0\.04\./, hidden: true })).toBeTruthy();
  const field = screen.getByLabelText("Learning rate");
  fireEvent.change(field, { target: { value: "0.2" } });
  fireEvent.submit(field);
  const name = "optimizers.critic.optimizer.learning_rate";
  expect(order.mock.calls).toEqual([[{ kind: "set_hyperparameter", name, value: 0.2 }]]);
});

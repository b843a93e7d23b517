import { MantineProvider } from "@mantine/core";
import { render, screen } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { afterEach, beforeEach, expect, it } from "vitest";
import { watchedRun } from "@/api/runStore";
import { documentStore } from "@/graph/documentStore";
import { startTexts } from "@/locales/i18n";
import { fetchPartTexts } from "@/locales/partTexts";
import type { NodeHealth } from "@/schema/schema.gen";
import { HealthView } from "./HealthView";

const OF = { role: "classifier" };
const WELL = { gradient_norm: 0.5, update_ratio: 0.002, dead_share: 0 };

function show(...nodes: NodeHealth[]): void {
  watchedRun.show([
    {
      kind: "run_started",
      total_steps: 100,
      steps_per_epoch: 100,
      batch_size: 64,
      device: "cpu",
      exact: true,
      remark: "",
      environment: {},
      metrics: [],
      damaged_step: -1,
    },
    {
      kind: "frame_recorded",
      step: 60,
      probe: "layer_health",
      frame: { kind: "layer_health", role: "classifier", nodes, rate_share: 1 },
    },
  ]);
}

beforeEach(async () => {
  await startTexts("en");
  await fetchPartTexts("en");
});
afterEach(() => watchedRun.open(null));

it("invites while nothing was read", () => {
  render(<HealthView {...OF} measure="update" />, { wrapper: MantineProvider });
  expect(screen.getByText(/Press Train/)).toBeTruthy();
});

it("names the fault and leads to the layer", async () => {
  show(
    { node: "conv2d_1", ...WELL, dead_share: 0.87, fault: "dead_units" },
    { node: "linear_1", ...WELL, fault: "" },
  );
  render(<HealthView {...OF} measure="dead" />, { wrapper: MantineProvider });
  const fault = screen.getByRole("button", { name: /conv2d_1: 87.% of units never fire/ });
  await userEvent.click(fault);
  expect(documentStore.getState().selection).toEqual(["conv2d_1"]);
  await userEvent.click(screen.getByRole("button", { name: "linear_1" }));
  expect(documentStore.getState().selection).toEqual(["linear_1"]);
});

it("says what is healthy where nothing is wrong", () => {
  show({ node: "conv2d_1", ...WELL, fault: "" });
  render(<HealthView {...OF} measure="update" />, { wrapper: MantineProvider });
  expect(screen.getByText(/^2\.0.‰$/)).toBeTruthy();
  expect(screen.getByText(/healthy pace/)).toBeTruthy();
});

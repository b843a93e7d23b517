import { act, render, screen } from "@testing-library/react";
import { afterEach, beforeEach, expect, it } from "vitest";
import { watchedRun } from "@/api/runStore";
import { startTexts } from "@/locales/i18n";
import type { KernelsFrame, NodeGradientsFrame, NodeOutputsFrame } from "@/schema/schema.gen";
import { nodeViews, showInNode } from "./nodeViews";
import { TileSaid } from "./TileSaid";
import { forgetUntrained, tellUntrained } from "./untrained";

const ROLE = "classifier";
const values = { shape: [1], values: new Uint8Array(1), scale: 1 };

/** What is sound of a network in which `linear_1` stands behind a fault. */
const outputs: NodeOutputsFrame = {
  kind: "node_outputs",
  role: ROLE,
  sample: 0,
  label: 0,
  nodes: [{ node: "conv2d_1", ...values }],
  probabilities: [],
};
const kernels: KernelsFrame = {
  kind: "kernels",
  role: ROLE,
  channel: 0,
  nodes: [{ node: "conv2d_1", shape: [1, 1, 1, 1], values: new Uint8Array(1), scale: 1 }],
};

beforeEach(() => startTexts("en"));
afterEach(() => {
  forgetUntrained(ROLE);
  nodeViews.setState({}, true);
  watchedRun.open(null);
});

it("calls no tile untrained that stands behind a fault, and so shows nothing", () => {
  tellUntrained(ROLE, { outputs });
  render(
    <>
      <TileSaid role={ROLE} node="conv2d_1" kind="conv2d" className="before" />
      <TileSaid role={ROLE} node="linear_1" kind="linear" className="behind" />
    </>,
  );
  expect(screen.getAllByText("untrained").map((said) => said.className)).toEqual(["before"]);
});

it("names the side once: not where the tabs do", () => {
  tellUntrained(ROLE, { outputs, kernels });
  showInNode(ROLE, "conv2d_1", "kernels");
  const said = (named: boolean) => (
    <TileSaid role={ROLE} node="conv2d_1" kind="conv2d" named={named} />
  );
  const { rerender } = render(said(false));
  expect(screen.getByText("Kernels · untrained")).toBeTruthy();
  rerender(said(true));
  expect(screen.getByText("untrained")).toBeTruthy();
});

it("says in a replay of which step another side is", () => {
  const frame: NodeGradientsFrame = {
    kind: "node_gradients",
    role: ROLE,
    sample: 0,
    label: 0,
    loss: 1,
    nodes: [{ node: "conv2d_1", ...values }],
  };
  watchedRun.show([
    { kind: "frame_recorded", probe: "gradient_maps", step: 40, frame },
    { kind: "frame_recorded", probe: "gradient_maps", step: 90, frame },
  ]);
  showInNode(ROLE, "conv2d_1", "gradient");
  render(<TileSaid role={ROLE} node="conv2d_1" kind="conv2d" />);
  expect(screen.getByText("Gradient")).toBeTruthy();
  act(() => watchedRun.scrub(50));
  expect(screen.getByText("Gradient · step 40")).toBeTruthy();
});

import { act, fireEvent, screen } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { afterEach, expect, it } from "vitest";
import { watchedRun } from "@/api/runStore";
import type { SurfaceFrame } from "@/schema/schema.gen";
import { renderPage } from "@/test-page";
import { SurfaceView } from "./SurfaceView";

/** p of the second class: 0 at the left, 1 at the right. */
function surface(role: string, more: Partial<SurfaceFrame> = {}): SurfaceFrame {
  const values = Uint16Array.from({ length: 256 }, (_, at) => (at % 16 < 8 ? 0 : 0x3c00));
  return {
    kind: "surface",
    role,
    side: 16,
    bounds: [-1, 1, -2, 2],
    categories: 2,
    values: new Uint8Array(values.buffer),
    winners: new Uint8Array(),
    points: new Uint8Array(),
    labels: new Uint8Array(),
    ...more,
  };
}

function show(step: number, ...frames: SurfaceFrame[]): void {
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
    ...frames.map((frame) => ({
      kind: "frame_recorded" as const,
      step,
      probe: "surface",
      frame,
    })),
  ]);
}

afterEach(() => watchedRun.open(null));

const MOONS = { axes: ["x", "y"], classNames: ["upper", "lower"] };

it("invites while nothing was read", async () => {
  await renderPage(<SurfaceView {...MOONS} />);
  expect(screen.getByText(/Press Train/)).toBeTruthy();
});

it("names the classes, and reads out the place that is chosen", async () => {
  show(20, surface("classifier"));
  await renderPage(<SurfaceView {...MOONS} />);
  expect(screen.getByText("upper")).toBeTruthy();
  expect(screen.getByText("lower")).toBeTruthy();
  expect(screen.getByText("step 20")).toBeTruthy();
  const picture = screen.getByRole("img", { name: /^Decision surface/ });
  act(() => picture.focus());
  await userEvent.keyboard("{ArrowRight}");
  expect(screen.getByText(/^x/).textContent).toMatch(/^x 0\.0625 · y 0\.125 · lower 99\.9.%$/);
  await userEvent.keyboard("{ArrowLeft}");
  expect(screen.getByText(/^x/).textContent).toMatch(/^x −0\.0625 · y 0\.125 · upper 99\.9.%$/);
  await userEvent.keyboard("{Escape}");
  expect(screen.queryByText(/^x/)).toBeNull();
});

it("has its values as a table", async () => {
  show(20, surface("classifier"));
  await renderPage(<SurfaceView {...MOONS} />);
  fireEvent.keyDown(screen.getByRole("img", { name: /^Decision surface/ }), { key: "t" });
  expect(screen.getAllByRole("row")).toHaveLength(10);
  expect(screen.getAllByRole("cell")[0]?.textContent).toMatch(/^upper 99\.9.%$/);
  expect(screen.getByRole("columnheader", { name: "y \\ x" })).toBeTruthy();
});

it("is another network's where the one on screen is shown no points", async () => {
  show(20, surface("discriminator"));
  await renderPage(<SurfaceView axes={["x", "y"]} />);
  expect(screen.getByText("Discriminator · step 20")).toBeTruthy();
  const picture = screen.getByRole("img", { name: /^Decision surface/ });
  act(() => picture.focus());
  await userEvent.keyboard("{ArrowRight}");
  // Without names for the classes it is the one probability.
  expect(screen.getByText("p").parentElement?.textContent).toMatch(/p 99\.9.%$/);
});

it("gives a number as it is, and tells the ends of its scale", async () => {
  show(20, surface("classifier", { categories: 0 }));
  await renderPage(<SurfaceView axes={["x", "y"]} />);
  expect(screen.getByText("−1.00")).toBeTruthy();
  expect(screen.getByText("1.00")).toBeTruthy();
});

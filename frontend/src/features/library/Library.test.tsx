import { screen, waitFor, within } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { afterEach, describe, expect, it, vi } from "vitest";
import { headlineOf } from "@/api/metrics";
import { CLASSIFIER } from "@/schema/metrics.gen";
import type { ExperimentCard } from "@/schema/schema.gen";
import { renderPage, serve } from "@/test-page";
import { Library } from "./Library";
import { useExperiments } from "./useLibrary";

const trained: ExperimentCard = {
  id: "a",
  title: "LeNet-5 on MNIST",
  dataset: "mnist",
  parameters: 61706,
  updated_at: "2026-01-02T00:00:00Z",
  revision: 3,
  runs: 2,
  running: 0,
  best: { metric: headlineOf(CLASSIFIER), value: 0.9856 },
  sparkline: [2.3, 1, 0.2],
  origin: null,
};
const fresh: ExperimentCard = {
  ...trained,
  id: "b",
  title: "Wider first layer",
  runs: 0,
  best: null,
  sparkline: [],
  origin: null,
};

const QUIET = { "GET /api/presets": [], "GET /api/datasets": [] };

function FromServer() {
  const { data } = useExperiments();
  return data ? <Library cards={data} /> : null;
}

async function choose(card: string, action: string): Promise<void> {
  const user = userEvent.setup();
  await user.click(await screen.findByRole("button", { name: `More for ${card}` }));
  await user.click(await screen.findByRole("menuitem", { name: action }));
}

afterEach(() => vi.unstubAllGlobals());

describe("the library", () => {
  it("shows each experiment with its figure, or says that there is none", async () => {
    serve(QUIET);
    await renderPage(<Library cards={[trained, fresh]} />);
    const card = within(screen.getByRole("article", { name: "LeNet-5 on MNIST" }));
    expect(card.getByText(/98\.6\s%/)).toBeTruthy();
    expect(card.getByText(/61,706 params/)).toBeTruthy();
    expect(card.getByRole("link").getAttribute("href")).toBe("/e/a");
    const other = within(screen.getByRole("article", { name: "Wider first layer" }));
    expect(other.getByText("not trained yet")).toBeTruthy();
    expect(screen.getByText("2 saved · kept on this machine")).toBeTruthy();
  });

  it("finds by name, and offers the way back when nothing matches", async () => {
    serve(QUIET);
    const user = userEvent.setup();
    await renderPage(<Library cards={[trained, fresh]} />);
    await user.type(screen.getByRole("searchbox"), "wider");
    expect(screen.getAllByRole("article")).toHaveLength(1);
    await user.type(screen.getByRole("searchbox"), "!");
    expect(screen.getByText(/No experiment is called “wider!”/)).toBeTruthy();
    await user.click(screen.getByRole("button", { name: "Show all" }));
    expect(screen.getAllByRole("article")).toHaveLength(2);
  });

  it("renames in place over the newest revision", async () => {
    const document = { title: trained.title, seed: 4 };
    const { asked } = serve({
      ...QUIET,
      "GET /api/experiments": [trained],
      "GET /api/experiments/a": { id: "a", revision: 7, document },
      "PUT /api/experiments/a": { revision: 8 },
    });
    const user = userEvent.setup();
    await renderPage(<FromServer />);
    await choose("LeNet-5 on MNIST", "Rename");
    const field = await screen.findByRole("textbox", { name: "New name" });
    await user.clear(field);
    await user.type(field, "Mine{Enter}");
    await waitFor(() =>
      expect(asked).toContainEqual({
        route: "PUT /api/experiments/a",
        body: { revision: 7, document: { title: "Mine", seed: 4 } },
      }),
    );
  });

  it("asks before runs are lost", async () => {
    let looking: AbortSignal | null | undefined;
    const { asked } = serve({
      ...QUIET,
      "GET /api/experiments": [trained],
      // A picture that is long in coming.
      "GET /api/experiments/a/thumbnail": (_: unknown, signal?: AbortSignal | null) => {
        looking = signal;
        return new Promise(() => {});
      },
      "GET /api/experiments/a": { document: {} },
      "DELETE /api/experiments/a": {},
    });
    const user = userEvent.setup();
    await renderPage(<FromServer />);
    await choose("LeNet-5 on MNIST", "Delete");
    const dialog = await screen.findByRole("dialog");
    expect(dialog.textContent).toContain("and its 2 runs? This can't be undone.");
    expect(asked.some(({ route }) => route.startsWith("DELETE"))).toBe(false);
    await user.click(within(dialog).getByRole("button", { name: "Delete" }));
    await waitFor(() =>
      expect(asked.map(({ route }) => route)).toContain("DELETE /api/experiments/a"),
    );
    // Nobody waits for the picture of what is deleted: the answer would be that it isn't there.
    expect(looking?.aborted).toBe(true);
  });

  it("deletes what has no runs at once, and can put it back", async () => {
    const document = { title: "Wider first layer", seed: 2 };
    const { asked } = serve({
      ...QUIET,
      "GET /api/experiments": [fresh],
      "GET /api/experiments/b": { document },
      "DELETE /api/experiments/b": {},
      "POST /api/experiments": { id: "c" },
    });
    const user = userEvent.setup();
    await renderPage(<FromServer />);
    await choose("Wider first layer", "Delete");
    await user.click(await screen.findByRole("button", { name: "Undo" }));
    await waitFor(() =>
      expect(asked).toContainEqual({
        route: "POST /api/experiments",
        body: { document, copy_of: "" },
      }),
    );
  });

  it("duplicates under a title of its own", async () => {
    const { asked } = serve({
      ...QUIET,
      "GET /api/experiments": [trained],
      "GET /api/experiments/a": { document: { title: trained.title, seed: 4 } },
      "POST /api/experiments": { id: "copy" },
    });
    await renderPage(<FromServer />);
    await choose("LeNet-5 on MNIST", "Duplicate");
    await waitFor(() =>
      expect(asked).toContainEqual({
        route: "POST /api/experiments",
        body: { document: { title: "LeNet-5 on MNIST (copy)", seed: 4 }, copy_of: "a" },
      }),
    );
  });

  it("opens a blank canvas and goes there", async () => {
    const { asked } = serve({ ...QUIET, "POST /api/experiments": { id: "new" } });
    const user = userEvent.setup();
    const { visited } = await renderPage(<Library cards={[]} />);
    await user.click(screen.getByRole("button", { name: "Start from a blank canvas" }));
    await waitFor(() => expect(visited.at(-1)).toBe("/e/new"));
    expect(asked.find(({ route }) => route === "POST /api/experiments")?.body).toMatchObject({
      document: { networks: { classifier: { edges: [{ source: "input", target: "output" }] } } },
    });
  });
});

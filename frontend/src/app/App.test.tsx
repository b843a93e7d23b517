import { render, screen, waitFor } from "@testing-library/react";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { startTexts } from "@/locales/i18n";
import { serve } from "@/test-page";
import { useAppearance } from "@/ui/appearance";
import { App } from "./App";

// The studio needs a canvas and a socket: what matters here is which page opens.
vi.mock("./StudioPage", () => ({ StudioPage: ({ id }: { id: string }) => <h1>studio {id}</h1> }));

vi.mock("./SharedStudio", () => ({ SharedStudio: () => null }));

async function visit(address: string): Promise<void> {
  history.replaceState(null, "", address);
  await startTexts("en");
  render(<App />);
}

const card = { id: "old", updated_at: "2026-01-01T00:00:00Z" };

beforeEach(() => useAppearance.setState({ language: "en" }));
afterEach(() => vi.unstubAllGlobals());

describe("pages", () => {
  it("opens a ready experiment for a newcomer", async () => {
    const { asked } = serve({
      "GET /api/experiments": [],
      "POST /api/experiments": { id: "first" },
    });
    await visit("/");
    await screen.findByRole("heading", { name: "studio first" });
    expect(location.pathname).toBe("/e/first");
    expect(asked.filter(({ route }) => route.startsWith("POST"))).toEqual([
      { route: "POST /api/experiments", body: { preset: "lenet5_mnist" } },
    ]);
  });

  it("opens what was worked on last", async () => {
    const newer = { id: "newer", updated_at: "2026-02-01T00:00:00Z" };
    serve({ "GET /api/experiments": [card, newer] });
    await visit("/");
    await screen.findByRole("heading", { name: "studio newer" });
  });

  it("says when a link was switched off", async () => {
    serve({});
    await visit("/s/gone");
    await screen.findByRole("heading", { name: /switched off by its owner/ });
  });

  it("says when there is nothing at an address", async () => {
    serve({});
    await visit("/nowhere");
    await screen.findByRole("heading", { name: "There is nothing at this address" });
  });

  it("changes the language without a reload", async () => {
    serve({ "GET /api/experiments": [], "GET /api/presets": [], "GET /api/engine": {} });
    await visit("/library");
    await screen.findByRole("heading", { name: "Your experiments" });
    useAppearance.getState().setLanguage("zh");
    await screen.findByRole("heading", { name: "我的实验" });
    await waitFor(() => expect(document.documentElement.lang).toBe("zh-CN"));
    useAppearance.getState().setScheme("dark");
    await waitFor(() => expect(document.documentElement.dataset.theme).toBe("dark"));
  });
});

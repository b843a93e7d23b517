import { screen, waitFor } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { afterEach, describe, expect, it, vi } from "vitest";
import { renderPage, serve } from "@/test-page";
import { ShareDialog } from "./ShareDialog";

afterEach(() => vi.unstubAllGlobals());

describe("the share dialog", () => {
  it("makes a link, copies it and switches it off", async () => {
    let links: { id: string; created_at: string }[] = [];
    const { asked } = serve({
      "GET /api/experiments/a/shares": () => links,
      "POST /api/experiments/a/shares": () => {
        links = [{ id: "s1", created_at: "2026-01-02T03:04:05Z" }];
        return { id: "s1", secret: "xyz", path: "/s/xyz" };
      },
      "DELETE /api/experiments/a/shares/s1": () => {
        links = [];
        return {};
      },
    });
    const user = userEvent.setup();
    await renderPage(<ShareDialog experiment="a" opened onClose={() => {}} />);
    expect(await screen.findByText("No link leads here yet.")).toBeTruthy();

    await user.click(screen.getByRole("button", { name: "Create link" }));
    const address = await screen.findByRole<HTMLInputElement>("textbox", { name: "New link" });
    expect(address.value).toBe(`${location.origin}/s/xyz`);
    await user.click(screen.getByRole("button", { name: "Copy link" }));
    expect(await navigator.clipboard.readText()).toBe(address.value);

    await user.click(await screen.findByRole("button", { name: "Switch off" }));
    await user.click(screen.getByRole("button", { name: "Keep it" }));
    expect(asked.map(({ route }) => route.split(" ")[0])).not.toContain("DELETE");
    await user.click(screen.getByRole("button", { name: "Switch off" }));
    expect(screen.getByText(/can't be switched on again/)).toBeTruthy();
    await user.click(screen.getByRole("button", { name: "Switch off for good" }));
    await waitFor(() =>
      expect(asked.map(({ route }) => route)).toContain("DELETE /api/experiments/a/shares/s1"),
    );
    expect(await screen.findByText("No link leads here yet.")).toBeTruthy();
    expect(screen.queryByRole("textbox", { name: "New link" })).toBeNull();
  });

  it("lists a new link although the first reading of the list was answered before it was made", async () => {
    let answerLate = (_: unknown[]) => {};
    const late = new Promise((resolve) => {
      answerLate = resolve;
    });
    const readings: unknown[] = [late, [{ id: "s1", created_at: "2026-01-02T03:04:05Z" }]];
    serve({
      "GET /api/experiments/a/shares": () => readings.shift(),
      "POST /api/experiments/a/shares": { id: "s1", secret: "xyz", path: "/s/xyz" },
    });
    const user = userEvent.setup();
    await renderPage(<ShareDialog experiment="a" opened onClose={() => {}} />);
    await user.click(screen.getByRole("button", { name: "Create link" }));
    await screen.findByRole("textbox", { name: "New link" });
    answerLate([]);
    expect(await screen.findByRole("button", { name: "Switch off" })).toBeTruthy();
  });
});

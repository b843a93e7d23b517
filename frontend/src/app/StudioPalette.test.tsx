import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { fireEvent, screen, waitFor } from "@testing-library/react";
import { ReactFlowProvider } from "@xyflow/react";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { documentStore } from "@/graph/documentStore";
import { experiment, lenet } from "@/graph/fixtures";
import { editor as firstEnglish } from "@/locales/en/editor";
import { editor as english } from "@/locales/en/parts/editor";
import { switchTexts } from "@/locales/i18n";
import { editor as firstChinese } from "@/locales/zh/editor";
import { editor as chinese } from "@/locales/zh/parts/editor";
import { renderPage, serve } from "@/test-page";
import { useAppearance } from "@/ui/appearance";
import { DEEDS } from "@/ui/keys";
import { StudioPalette } from "./StudioPalette";

const ENGLISH = { ...firstEnglish.keys, ...english.keys };
const CHINESE = { ...firstChinese.keys, ...chinese.keys };

beforeEach(() => {
  // jsdom lays nothing out, so nothing can be scrolled to.
  Element.prototype.scrollIntoView = () => {};
  serve({ "GET /api/presets": [], "GET /api/datasets": [] });
  documentStore.getState().open({ id: "a", revision: 1, document: experiment(lenet()) });
});
afterEach(async () => {
  documentStore.getState().close();
  useAppearance.setState({ language: "en" });
  await switchTexts("en");
  vi.unstubAllGlobals();
});

async function open(language: "en" | "zh") {
  await renderPage(
    <ReactFlowProvider>
      <StudioPalette source={{ experiment: "a" }} />
    </ReactFlowProvider>,
  );
  useAppearance.setState({ language });
  await switchTexts(language);
  const field = await screen.findByRole("combobox");
  const ask = (value: string) => fireEvent.change(field, { target: { value } });
  const options = () => screen.queryAllByRole("option").map((each) => each.textContent ?? "");
  // The words of the other language come a moment later.
  const other = language === "en" ? chinese.keys.undo : english.keys.undo;
  await waitFor(() => {
    ask(other);
    expect(options()).not.toEqual([]);
  });
  return { ask, options };
}

/** What stands in the sources, by a pattern whose first group is wanted. */
function inSources(pattern: RegExp): string[] {
  const files = readdirSync("src", { withFileTypes: true, recursive: true });
  return files
    .filter((file) => /(?<!\.test)\.tsx?$/.test(file.name))
    .flatMap((file) => {
      const text = readFileSync(join(file.parentPath, file.name), "utf8");
      return [...text.matchAll(pattern)].map(([, found = ""]) => found);
    });
}

describe("the command palette", () => {
  it.each(["en", "zh"] as const)(
    "has every key, by the words of both languages, on a page in %s",
    async (language) => {
      const { ask, options } = await open(language);
      const missing = DEEDS.flatMap(({ name, shown }) =>
        [ENGLISH[name], CHINESE[name]].filter((words) => {
          ask(words);
          const [key = ""] = shown;
          return !options().some((option) => option.includes(key.replace("drag", "")));
        }),
      );
      expect(missing).toEqual([]);
    },
    20_000,
  );

  it("says why something can't be done, and leaves it out of the list that nobody asked for", async () => {
    const { ask, options } = await open("en");
    ask("ungroup");
    expect(options()).toEqual([expect.stringContaining("No block is selected.")]);
    ask("");
    expect(options().filter((each) => each.includes("Ungroup"))).toEqual([]);
    ask("stop for good");
    expect(screen.getByRole("option").getAttribute("aria-disabled")).toBe("true");
  });

  it("presses every button that has a name for it, and no other", () => {
    const named = inSources(/data-action="([a-z-]+)"/g);
    const pressed = inSources(/pressing\(\s*"([a-z-]+)"/g);
    const turned = ["take-sample", "draw-again"];
    expect([...named, ...turned].sort()).toEqual([...new Set([...pressed, "inspector"])].sort());
  });

  it("knows every key that a button shows", () => {
    const shown = inSources(/(?:shortcut|aria-keyshortcuts)="([^"]+)"/g);
    const known = new Set(DEEDS.flatMap((deed) => deed.shown));
    expect(shown.length).toBeGreaterThan(8);
    expect(shown.filter((key) => !known.has(key))).toEqual([]);
  });
});

import i18next from "i18next";
import { expect, it } from "vitest";
import { english as first } from "@/locales/english";
import { english as parts } from "@/locales/englishParts";
import { startTexts, switchTexts } from "@/locales/i18n";
import { patiently } from "./patiently";

const leaves = (texts: object, at = ""): string[] =>
  Object.entries(texts).flatMap(([key, text]) =>
    typeof text === "string" ? [`${at}${key}`] : leaves(text, `${at}${key}.`),
  );

// Before any start: i18next adds to the very objects.
const FIRST = new Set(leaves(first));

it("brings the words of parts along with the first of them, and those of the other language at once", async () => {
  await startTexts("en");
  expect(i18next.exists("share:dialog.copy")).toBe(false);
  expect(await patiently(async () => "part")).toBe("part");
  expect(i18next.t("share:dialog.copy")).toBe(parts.share.dialog.copy);
  expect(i18next.t("share:fork")).toBe(first.share.fork);
  await switchTexts("zh");
  expect(i18next.t("share:dialog.copy")).toMatch(/[\u4e00-\u9fff]/);
});

it("says no word twice", () => {
  expect(leaves(parts).filter((word) => FIRST.has(word))).toEqual([]);
});

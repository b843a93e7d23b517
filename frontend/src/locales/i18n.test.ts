import i18next from "i18next";
import { expect, it } from "vitest";
import { inspector as english } from "./en/inspector";
import { startTexts, switchTexts } from "./i18n";
import { inspector as chinese } from "./zh/inspector";

it("writes every count in a sentence with commas, in both languages", async () => {
  await startTexts("en");
  i18next.addResourceBundle("en", "inspector", english);
  i18next.addResourceBundle("zh", "inspector", chinese);
  expect(i18next.t("inspector:several.title", { count: 1234 })).toBe("1,234 layers");
  expect(i18next.t("inspector:several.title", { count: 1 })).toBe("1 layer");
  expect(i18next.t("inspector:rename.taken", { name: "conv2d_1000" })).toContain("conv2d_1000 is");
  await switchTexts("zh");
  expect(i18next.t("inspector:several.title", { count: 12345 })).toContain("12,345");
});

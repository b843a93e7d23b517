import { renderHook, waitFor } from "@testing-library/react";
import { expect, it } from "vitest";
import { fetchErrors } from "@/locales/errorTexts";
import { startTexts } from "@/locales/i18n";
import { useErrorText } from "./useErrorText";

const TITLE = {
  code: "invalid_field",
  params: { constraint: "string_too_long", max_length: 200 },
  where: { role: "", node: "", field: "title" },
};
const NAME = {
  code: "invalid_field",
  params: { constraint: "not_a_name", pattern: "^[a-z]$" },
  where: { role: "classifier", node: "“Conv 1”", field: "" },
};
const STRANGE = { ...NAME, params: { constraint: "something_new" } };

async function says(language: "en" | "zh", ...faults: unknown[]) {
  await startTexts(language);
  await fetchErrors(language);
  const { result } = renderHook(() => useErrorText());
  return faults.map((fault) => result.current(fault));
}

// First of all: a language is asked for once.
it("says what went wrong once the sentences are here", async () => {
  await startTexts("en");
  const { result } = renderHook(() => useErrorText());
  expect(result.current({ code: "offline", params: {} })).toBe("");
  await waitFor(() =>
    expect(result.current({ code: "offline", params: {} })).toContain("does not answer"),
  );
});

it("names the place of a value and what is allowed there", async () => {
  expect(await says("en", TITLE, NAME, STRANGE)).toEqual([
    "title: At most 200 characters.",
    "Classifier “Conv 1”: A name of small letters, digits and _, with a letter first, and 40 characters at most.",
    "Classifier “Conv 1”: This value can't be used here. Choose another.",
  ]);
  expect(await says("zh", TITLE, NAME)).toEqual([
    "title：最多 200 个字符。",
    "分类器 “Conv 1”：名称只用小写字母、数字和 _，以字母开头，最多 40 个字符。",
  ]);
});

it("names the kind of a value in the reader's language", async () => {
  const params = { node: "add_1", source: "embedding_1", kind: "tokens" };
  const [said] = await says("zh", { code: "kind_not_taken", params });
  expect(said).toBe("add_1 不接受 embedding_1 给出的词元。");
});

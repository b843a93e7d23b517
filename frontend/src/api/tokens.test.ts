import { expect, it } from "vitest";
import { lettersUnknown, spelt } from "./tokens";

const LETTERS = ["□", " ", "a", "b", "é"];

it("spells letters without a gap, and words with one", () => {
  expect(spelt([2, 3, 4], LETTERS)).toBe("abé");
  expect(spelt([0, 1], ["the", "cat"])).toBe("the cat");
});

it("knows a letter by its small one, and tells each unknown one once", () => {
  expect(lettersUnknown("A b\u0065\u0301", LETTERS)).toEqual([]);
  expect(lettersUnknown("xa😀x", LETTERS)).toEqual(["x", "😀"]);
  expect(lettersUnknown("The cat, the CAT'S dog!", ["□", "the", "cat"])).toEqual(["cat's", "dog"]);
});

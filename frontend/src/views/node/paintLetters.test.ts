import { expect, it } from "vitest";
import { around, tokensIn } from "./paintLetters";

const told = (bytes: number[], scale: number) => ({
  node: "input",
  shape: [bytes.length],
  values: new Uint8Array(Int8Array.from(bytes).buffer),
  scale,
  grid: null,
});

it("reads tokens back from bytes on a scale, as long as a byte can tell them apart", () => {
  const tokens = [75, 0, 1, 38, 74];
  const bytes = tokens.map((token) => Math.round((token / 75) * 127));
  expect(tokensIn(told(bytes, 75))).toEqual(tokens);
  expect(tokensIn(told([127], 300))).toEqual([]);
  const beside = new Uint8Array(Int32Array.of(0, 300, 5_000).buffer);
  expect(tokensIn({ ...told([0, 8, 127], 5_000), tokens: beside })).toEqual([0, 300, 5_000]);
});

it("writes around the piece that is read as many whole pieces as have room", () => {
  const words = ["a", "fine", "old", "film", "about", "nothing"];
  const measure = (text: string) => text.length;
  const texts = (step: number, room: number) =>
    around(words, step, { room, gap: 1, measure }).map(({ text }) => text);
  expect(texts(2, 13)).toEqual(["fine", "old", "film"]);
  expect(texts(0, 13)).toEqual(["a", "fine", "old"]);
  expect(texts(5, 13)).toEqual(["about", "nothing"]);
  // What is read is written whatever room there is.
  expect(texts(5, 3)).toEqual(["nothing"]);
  const [first, second] = around(words, 0, { room: 20, gap: 1, measure });
  expect(second?.x).toBe((first?.x ?? 0) + 2);
});

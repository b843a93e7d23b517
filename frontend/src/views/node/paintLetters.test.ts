import { expect, it } from "vitest";
import { tokensIn } from "./paintLetters";

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
});

import { expect, test } from "vitest";
import { seenNodes, seenTiles, seeTile } from "./seenTiles";

const names = (role: string) => seenNodes(seenTiles.getState(), role);

test("a node is seen as long as any tile of it is", () => {
  const ends = [seeTile("one", "b"), seeTile("one", "a"), seeTile("one", "a"), seeTile("two", "c")];
  expect([names("one"), names("two"), names("none")]).toEqual(["a b", "c", ""]);
  ends[1]?.();
  expect(names("one")).toBe("a b");
  ends[2]?.();
  expect([names("one"), names("two")]).toEqual(["b", "c"]);
  ends[0]?.();
  expect(names("one")).toBe("");
});

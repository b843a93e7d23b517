import { describe, expect, it } from "vitest";
import type { PrefixesFrame } from "@/schema/schema.gen";
import { leading, rivalsOf, saidIn, turnsOf } from "./prefixes";

const ONE = 0x3c00;
const HALF = 0x3800;
const QUARTER = 0x3400;

const frame: PrefixesFrame = {
  kind: "prefixes",
  role: "classifier",
  sample: -1,
  label: -1,
  tokens: new Uint8Array(0),
  first: 2,
  classes: 3,
  probabilities: new Uint8Array(
    Uint16Array.from([0, ONE, 0, HALF, QUARTER, QUARTER, HALF, 0, HALF - 1]).buffer,
  ),
};

describe("what is said after each step", () => {
  it("begins with the shortest that the network can read", () => {
    expect(saidIn(frame).map(({ steps }) => steps)).toEqual([2, 3, 4]);
    expect(saidIn(frame)[1]?.probabilities).toEqual([0.5, 0.25, 0.25]);
  });

  it("changes its mind where another class leads", () => {
    const said = saidIn(frame);
    expect(said.map(leading)).toEqual([1, 0, 0]);
    expect(turnsOf(said).map(({ steps }) => steps)).toEqual([2, 3]);
  });

  it("has two rivals: those of the end", () => {
    expect(rivalsOf(saidIn(frame))).toEqual([0, 2]);
    expect(rivalsOf([])).toEqual([-1, -1]);
  });
});

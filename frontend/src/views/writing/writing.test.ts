import { describe, expect, it } from "vitest";
import type { ContinuationFrame, WritingFrame } from "@/schema/schema.gen";
import { bitsRead, levelOf, runsOf, textsOf, writtenOn } from "./writing";

const words = (...values: number[]) => new Uint8Array(Uint16Array.from(values).buffer);
const NAMES = [" ", "\n", "a", "b"];

describe("what a network writes", () => {
  it("is one text for each temperature, each letter with its surprise", () => {
    const frame: WritingFrame = {
      kind: "writing",
      role: "writer",
      temperatures: [0.4, 1.2],
      count: 2,
      tokens: words(2, 3, 1, 0),
      surprises: Uint8Array.of(16, 40, 255, 0),
    };
    const [careful, bold] = textsOf(frame, NAMES);
    expect(careful).toEqual({
      temperature: 0.4,
      letters: [
        { letter: "a", bits: 1 },
        { letter: "b", bits: 2.5 },
      ],
    });
    expect(bold?.letters.map(({ letter }) => letter)).toEqual(["\n", " "]);
  });

  it("is tinted from 1 bit of surprise on, and no darker than at 8", () => {
    expect([0, 0.9, 1, 2.2, 7.9, 8, 15].map(levelOf)).toEqual([0, 0, 1, 2, 6, 6, 6]);
  });

  it("has letters that are tinted alike together", () => {
    const letters = [0, 0.5, 3, 3.1, 0].map((bits, at) => ({ letter: "abcde".charAt(at), bits }));
    expect(runsOf(letters).map(({ text }) => text)).toEqual(["ab", "cd", "e"]);
  });
});

describe("how it goes on", () => {
  it("says of each letter what else it could have been, and what was cut", () => {
    const frame: ContinuationFrame = {
      kind: "continuation",
      role: "writer",
      read: Uint8Array.of(32, 8),
      count: 1,
      tokens: words(3),
      surprises: Uint8Array.of(24),
      others: 2,
      other_tokens: words(3, 2),
      other_shares: new Uint8Array(Float32Array.of(0.5, 0.25).buffer),
      kept: words(1),
    };
    expect(bitsRead(frame)).toEqual([2, 0.5]);
    expect(writtenOn(frame, NAMES)).toEqual([
      {
        letter: "b",
        bits: 1.5,
        others: [
          { letter: "b", share: 0.5, kept: true },
          { letter: "a", share: 0.25, kept: false },
        ],
      },
    ]);
  });
});

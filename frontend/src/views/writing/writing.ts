/** What a network writes, read from its frames. */
import type { ContinuationFrame, WritingFrame } from "@/schema/schema.gen";

/** Of surprise, in one byte: so many to a bit. */
const PARTS_OF_A_BIT = 16;
/** From 1 to 8 bits a surprise is tinted. */
const LEVELS = 6;

const words = (bytes: Uint8Array) => new Uint16Array(bytes.slice().buffer);

export interface WrittenLetter {
  readonly letter: string;
  readonly bits: number;
}

export interface TextAt {
  readonly temperature: number;
  readonly letters: readonly WrittenLetter[];
}

/** How dark a surprise is tinted: 0 is the paper, `LEVELS` the darkest. */
export function levelOf(bits: number): number {
  if (bits < 1) return 0;
  return Math.min(LEVELS, 1 + Math.floor(((Math.min(bits, 8) - 1) / 7) * LEVELS));
}

/** The texts of a frame, one for each temperature. */
export function textsOf(frame: WritingFrame, names: readonly string[]): TextAt[] {
  const tokens = words(frame.tokens);
  return frame.temperatures.map((temperature, text) => ({
    temperature,
    letters: Array.from({ length: frame.count }, (_, at) => {
      const place = text * frame.count + at;
      return {
        letter: names[tokens[place] ?? 0] ?? "",
        bits: (frame.surprises[place] ?? 0) / PARTS_OF_A_BIT,
      };
    }),
  }));
}

export interface Other {
  readonly letter: string;
  readonly share: number;
  /** Whether top-k and top-p left it to choose from. */
  readonly kept: boolean;
}

export interface WrittenOn extends WrittenLetter {
  readonly others: readonly Other[];
}

/** How a text is written on, letter by letter, with what else each could have been. */
export function writtenOn(frame: ContinuationFrame, names: readonly string[]): WrittenOn[] {
  const [tokens, others, kept] = [
    words(frame.tokens),
    words(frame.other_tokens),
    words(frame.kept),
  ];
  const shares = new Float32Array(frame.other_shares.slice().buffer);
  return Array.from({ length: frame.count }, (_, at) => ({
    letter: names[tokens[at] ?? 0] ?? "",
    bits: (frame.surprises[at] ?? 0) / PARTS_OF_A_BIT,
    others: Array.from({ length: frame.others }, (_each, rank) => {
      const place = at * frame.others + rank;
      return {
        letter: names[others[place] ?? 0] ?? "",
        share: shares[place] ?? 0,
        kept: rank < (kept[at] ?? 0),
      };
    }),
  }));
}

/** The surprise at each letter of what was typed, but the first where nothing stands before it. */
export const bitsRead = (frame: ContinuationFrame): number[] =>
  [...frame.read].map((parts) => parts / PARTS_OF_A_BIT);

export interface TintedRun {
  readonly level: number;
  readonly text: string;
}

/** Letters next to each other that are tinted alike, together. */
export function runsOf(letters: readonly WrittenLetter[]): TintedRun[] {
  const runs: { level: number; text: string }[] = [];
  for (const { letter, bits } of letters) {
    const [level, last] = [levelOf(bits), runs.at(-1)];
    if (last?.level === level) last.text += letter;
    else runs.push({ level, text: letter });
  }
  return runs;
}

/** What was found in a few pictures beside what is there. */
import type { Samples } from "@/api/datasets";
import { count } from "@/ui/format";
import { type FoundBoxes, type JudgedBox, judged, type ObjectBox, trueBoxes } from "./boxes";

export interface PictureBoxes {
  /** Its index in the test set. */
  readonly sample: number;
  readonly found: readonly JudgedBox[];
  readonly truth: readonly ObjectBox[];
}

/** Only those found boxes of which the network is at least so sure; without truth as long as the data are on their way. */
export function judgedBeside(
  told: FoundBoxes | null,
  data: Samples | undefined,
  least: number,
): PictureBoxes[] {
  return (told?.pictures ?? []).map(({ boxes }, at) => {
    const sample = (told?.sample ?? 0) + at;
    const place = data?.indices.indexOf(sample) ?? -1;
    const truth = data === undefined || place < 0 ? [] : trueBoxes(data, place);
    return { sample, truth, found: judged(boxes, truth, least) };
  });
}

/** How many of the things in a picture were found, and how many boxes are wrong. */
export function wordsOf({ sample, found, truth }: PictureBoxes) {
  const right = found.filter((each) => each.right).length;
  return {
    number: count(sample + 1),
    right: count(right),
    all: count(truth.length),
    wrong: count(found.length - right),
  };
}

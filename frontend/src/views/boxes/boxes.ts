/** Boxes around things in a picture, in its pixels. */
import type { Column, Numbers, Samples } from "@/api/datasets";
import type { DetectionsFrame } from "@/schema/schema.gen";

export interface ObjectBox {
  readonly left: number;
  readonly top: number;
  readonly right: number;
  readonly low: number;
  readonly label: number;
}

function boxOf(sides: Numbers | undefined, label: number): ObjectBox {
  const [left = 0, top = 0, right = 0, low = 0] =
    typeof sides === "object" ? sides.map(Number) : [];
  return { left, top, right, low, label };
}

const entryOf = (column: Column | undefined, at: number): readonly Numbers[] => {
  const entry = column?.kind === "image" ? undefined : column?.values[at];
  return typeof entry === "object" ? entry : [];
};

/** The true boxes of one of a few samples; none where the data have none. */
export function trueBoxes({ columns }: Samples, at: number): readonly ObjectBox[] {
  const sides = entryOf(
    columns.find(({ kind }) => kind === "boxes"),
    at,
  );
  const labels = entryOf(
    columns.find(({ kind }) => kind === "labels"),
    at,
  );
  return sides
    .map((box, place) => boxOf(box, Number(labels[place] ?? -1)))
    .filter(({ label }) => label >= 0);
}

/** A box that a network has found. */
export interface FoundBox extends ObjectBox {
  /** How sure the network is that something lies there, and of this class. */
  readonly confidence: number;
}

/** What was found in one picture. */
export interface FoundInPicture {
  /** The surest first. */
  readonly boxes: readonly FoundBox[];
  /** Of each cell, row by row: 255 · p that something lies there. */
  readonly objectness: Uint8Array;
}

export interface FoundBoxes {
  /** Of the first picture; the others follow it. */
  readonly sample: number;
  readonly rows: number;
  readonly columns: number;
  readonly pictures: readonly FoundInPicture[];
}

export function detectionsOf(frame: DetectionsFrame): FoundBoxes {
  // MessagePack's byte strings lie at any offset.
  const sides = new Float32Array(frame.boxes.slice().buffer);
  const labels = new Uint16Array(frame.labels.slice().buffer);
  const [rows, columns] = frame.grid;
  const cells = rows * columns;
  let first = 0;
  const pictures = Array.from(frame.counts, (count, at): FoundInPicture => {
    const boxes = Array.from({ length: count }, (_, place): FoundBox => {
      const one = first + place;
      const box = boxOf([...sides.subarray(one * 4, one * 4 + 4)], labels[one] ?? -1);
      return { ...box, confidence: (frame.confidences[one] ?? 0) / 255 };
    });
    first += count;
    return { boxes, objectness: frame.objectness.subarray(at * cells, (at + 1) * cells) };
  });
  return { sample: frame.sample, rows, columns, pictures };
}

const areaOf = ({ left, top, right, low }: ObjectBox) =>
  Math.max(0, right - left) * Math.max(0, low - top);

/** Intersection over union: 1 where two boxes are the same, 0 where they lie apart. */
export function iou(one: ObjectBox, other: ObjectBox): number {
  const shared = areaOf({
    left: Math.max(one.left, other.left),
    top: Math.max(one.top, other.top),
    right: Math.min(one.right, other.right),
    low: Math.min(one.low, other.low),
    label: 0,
  });
  const both = areaOf(one) + areaOf(other) - shared;
  return both > 0 ? shared / both : 0;
}

/** A found box beside the truth. */
export interface JudgedBox {
  readonly box: FoundBox;
  /** With the true box that it shares most with, of whatever class. */
  readonly iou: number;
  /** It has the class of a true box that no surer one has found, and shares enough with it. */
  readonly right: boolean;
}

const ENOUGH = 0.5;

/** Those of one picture that are sure enough, the surest first. */
export function judged(
  found: readonly FoundBox[],
  truth: readonly ObjectBox[],
  least: number,
): JudgedBox[] {
  const free = new Set(truth);
  return found
    .filter(({ confidence }) => confidence >= least)
    .map((box) => {
      const nearest = Math.max(0, ...truth.map((one) => iou(box, one)));
      const [best] = [...free]
        .filter(({ label }) => label === box.label)
        .sort((one, other) => iou(box, other) - iou(box, one));
      const right = best !== undefined && iou(box, best) >= ENOUGH;
      if (right) free.delete(best);
      return { box, iou: nearest, right };
    });
}

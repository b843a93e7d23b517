/** Boxes around things in a picture, in its pixels. */
import type { Column, Numbers, Samples } from "@/api/datasets";

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

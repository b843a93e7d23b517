/** What flows along wires, as the check tells it and as frames record it. */
import type { CheckedNode } from "@/schema/checked";
import type { Value } from "./types";

/** What leaves a node's first port, which its tile shows; null where it can't be told. */
export function outputOf(report: Pick<CheckedNode, "outputs"> | undefined): Value | null {
  return Object.values(report?.outputs ?? {})[0] ?? null;
}

/** What arrives first at a node; undefined where nothing is known to. */
export function givenTo(report: Pick<CheckedNode, "given"> | undefined): Value | undefined {
  return Object.values(report?.given ?? {}).flat()[0];
}

export function sameValue(one: Value | null | undefined, other: Value | null | undefined): boolean {
  if (!one || !other) return one === other;
  return (
    one.kind === other.kind &&
    one.categories === other.categories &&
    one.sides.length === other.sides.length &&
    one.sides.every((side, at) => side === other.sides[at])
  );
}

/** Numbers of this shape as a value. A recording has no kind, so what is known of the node tells it. */
export function recordedValue(sides: readonly number[], known: Value | null | undefined): Value {
  const likely = sides.length === 3 ? "image" : "vector";
  const told = known?.sides.length === sides.length ? known.kind : likely;
  return { kind: told, sides, categories: 0 };
}

/** The part of what enters a network that one place of what a node gives hangs on. */

import { outputOf } from "@/graph/values";
import type { CheckedNetwork } from "@/schema/checked";

export interface Field {
  readonly node: string;
  /** Rows and columns of what enters. */
  readonly whole: readonly [number, number];
  /** How many of them; null where that is all of it. */
  readonly size: readonly [number, number] | null;
  /** From one place to the next. */
  readonly jump: readonly [number, number];
  /** Upper left corner of what the place in the middle sees; it may lie before the edge. */
  readonly corner: readonly [number, number];
}

/** What is said of a node of a network whose input is an image; null where it is none, or nothing is known. */
export function fieldOf(
  checked: CheckedNetwork | undefined,
  input: string,
  node: string,
): Field | null {
  const entering = outputOf(checked?.nodes[input]);
  const known = checked?.nodes[node];
  const value = outputOf(known);
  if (entering?.kind !== "image" || value === null) return null;
  const whole = pair(entering.sides.slice(1));
  const { reach } = known ?? {};
  if (reach === undefined || value.kind !== "image")
    return { node, whole, size: null, jump: [0, 0], corner: [0, 0] };
  const [size, jump] = [pair(reach.sizes), pair(reach.jump)];
  const sides = value.sides.slice(1).map(Number);
  const corner = [0, 1].map((side) => {
    const middle = Math.floor(((sides[side] ?? 1) - 1) / 2);
    return Math.ceil((reach.first[side] ?? 0) + middle * (jump[side] ?? 1));
  });
  return { node, whole, size, jump, corner: pair(corner) };
}

function pair(sides: readonly (number | string)[]): readonly [number, number] {
  return [Number(sides[0] ?? 1), Number(sides[1] ?? 1)];
}

/** The last of these nodes that does not see everything. */
export function lastWithEdges(
  checked: CheckedNetwork | undefined,
  order: readonly string[],
): string | undefined {
  return order.findLast((node) => {
    const known = checked?.nodes[node];
    return known?.reach !== undefined && outputOf(known)?.kind === "image";
  });
}

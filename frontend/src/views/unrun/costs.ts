/** What the nodes of a network cost, each as it stands on the canvas: a block with all that is inside of it. */
import { planOrder } from "@/graph/order";
import type { Network } from "@/graph/types";
import type { CheckedNetwork } from "@/schema/checked";

export interface NodeCost {
  readonly node: string;
  readonly parameters: number;
  readonly flops: number;
}

/** In the order of the plan; what costs nothing is left out. */
export function costsOf(network: Network, checked: CheckedNetwork | undefined): NodeCost[] {
  return planOrder(network).flatMap((node) => {
    const { parameters = 0, flops = 0 } = checked?.nodes[node] ?? {};
    return parameters > 0 || flops > 0 ? [{ node, parameters, flops }] : [];
  });
}

/** Of all columns, those whose names have room: first that which is looked at, then from left to right. */
export function namesWithRoom(
  names: readonly string[],
  { left, pitch, right }: { left: number; pitch: number; right: number },
  wanted: number,
  widthOf: (name: string) => number,
): { at: number; x: number }[] {
  const taken: { from: number; to: number }[] = [];
  const shown: { at: number; x: number }[] = [];
  const order = names.map((_, at) => at);
  if (wanted >= 0) order.unshift(...order.splice(wanted, 1));
  for (const at of order) {
    const width = widthOf(names[at] ?? "");
    const middle = left + (at + 0.5) * pitch;
    const x = Math.max(left + width / 2, Math.min(right - width / 2, middle));
    const [from, to] = [x - width / 2 - GAP, x + width / 2 + GAP];
    // Pushed far from its column it would name another.
    if (Math.abs(x - middle) > pitch / 2 && at !== wanted) continue;
    if (taken.some((other) => from < other.to && other.from < to)) continue;
    taken.push({ from: from + GAP, to: to - GAP });
    shown.push({ at, x });
  }
  return shown;
}

const GAP = 6;

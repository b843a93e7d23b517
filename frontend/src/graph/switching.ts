/** Layers that are switched off: each passes on what it is given, as it is. */
import type { CheckedNode } from "@/schema/checked";
import { givesWires, takesWires } from "./ports";
import type { Network } from "./types";
import { sameValue } from "./values";

/** Whether something that it is given can stand in for what it gives. */
export function canPass(kind: string, report: CheckedNode | undefined): boolean {
  const [output, ...others] = Object.values(report?.outputs ?? {});
  if (output === undefined || others.length > 0) return false;
  const given = Object.values(report?.given ?? {}).flat();
  return takesWires(kind) && givesWires(kind) && given.some((value) => sameValue(value, output));
}

/** The network with these of its nodes off, or on again. */
export function withOff(network: Network, ids: readonly string[], off: boolean): Network {
  const nodes = Object.entries(network.nodes).map(([id, node]) => {
    if (!ids.includes(id) || (node.off === true) === off) return [id, node] as const;
    const { off: _before, ...rest } = node;
    return [id, off ? { ...rest, off } : rest] as const;
  });
  return { ...network, nodes: Object.fromEntries(nodes) };
}

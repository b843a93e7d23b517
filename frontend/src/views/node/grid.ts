import type { NodeOutput } from "@/schema/schema.gen";

/** The sides of the maps as they were told: smaller than they are where the network is large. */
export function toldSides({ shape, grid }: Pick<NodeOutput, "shape" | "grid">): readonly number[] {
  return grid ? [shape[0] ?? 1, ...grid] : shape;
}

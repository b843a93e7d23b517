/** How much a block holds. */
import type { Block } from "@/graph/blocks/definitions";
import { givesWires, takesWires } from "@/graph/ports";

/** Without its ends. */
export const layersInside = ({ network }: Block): number =>
  Object.values(network.nodes).filter(({ layer: { kind } }) => takesWires(kind) && givesWires(kind))
    .length;

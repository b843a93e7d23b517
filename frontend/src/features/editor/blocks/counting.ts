/** How much a block holds. */

import { givesWires, takesWires } from "@/graph/ports";
import type { Block } from "@/graph/types";

/** Without its ends. */
export const layersInside = ({ network }: Block): number =>
  Object.values(network.nodes).filter(({ layer: { kind } }) => takesWires(kind) && givesWires(kind))
    .length;

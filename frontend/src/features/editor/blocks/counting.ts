/** How much a block holds, and how often it stands in a document. */
import { type Block, blockOf, blocksOf, isUse } from "@/graph/blocks/definitions";
import { type Experiment, networkOf, rolesOf } from "@/graph/experiment";
import { givesWires, takesWires } from "@/graph/ports";

/** Without its ends. */
export const layersInside = ({ network }: Block): number =>
  Object.values(network.nodes).filter(({ layer: { kind } }) => takesWires(kind) && givesWires(kind))
    .length;

/** In its networks and in its other blocks. */
export function countUses(experiment: Experiment | null, block: string): number {
  const networks = [
    ...rolesOf(experiment).map((role) => networkOf(experiment, role)),
    ...Object.values(blocksOf(experiment)).map(({ network }) => network),
  ];
  return networks
    .flatMap(({ nodes }) => Object.values(nodes))
    .filter(({ layer }) => isUse(layer) && blockOf(layer) === block).length;
}

/** The table of layers: what each begins with, and how fast it learns. */
import { canFreeze, rateOf } from "@/graph/fineTuning";
import type { Network } from "@/graph/types";
import type { LayerMatch } from "@/schema/schema.gen";

type Status = LayerMatch["status"];

export interface Row {
  readonly node: string;
  readonly rate: number;
  /** What becomes of its weights: of a block, of the first layer inside that begins otherwise than the file has it. */
  readonly status: Status | "drawn";
  /** The layer of the file; empty where there is none, or where it is called alike. */
  readonly origin: string;
  readonly here: string;
  readonly there: string;
  /** Of how many layers of a block so many take their weights from the file; 1 of 1 for a layer. */
  readonly taken: number;
  readonly all: number;
}

const TAKEN: ReadonlySet<Status> = new Set<Status>(["path", "shape"]);

/** The sides of what a layer learns first: `10×84`. */
const sides = (shapes: LayerMatch["here"]): string =>
  (shapes.weight ?? Object.values(shapes)[0] ?? []).join("×");

/** A row for each layer or block with weights, in the order of the document. `matches` are none without a start. */
export function rowsOf(network: Network, matches: readonly LayerMatch[] | undefined): Row[] {
  return Object.entries(network.nodes)
    .filter(([, { layer }]) => canFreeze(layer.kind))
    .map(([node, { layer }]) => {
      const own = matches?.filter((each) => each.node === node || each.node.startsWith(`${node}/`));
      const told = own?.find(({ status }) => !TAKEN.has(status)) ?? own?.[0];
      return {
        node,
        rate: rateOf(layer),
        status: told?.status ?? "drawn",
        origin: told?.origin ?? "",
        here: told ? sides(told.here) : "",
        there: told ? sides(told.there) : "",
        taken: own?.filter(({ status }) => TAKEN.has(status)).length ?? 0,
        all: own?.length ?? 0,
      };
    });
}

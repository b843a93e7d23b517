/** Where everything stands on the canvas: sizes of nodes and beads. Pixels at 100 %. */
import { layerSpec } from "./catalogue";
import { type Tile, tileOf } from "./tile";
import type { GraphNode, Network, Shape, Size } from "./types";

export const HEADER = 28;
export const FOOTER = 23;
export const SIDE = 8;
export const BEAD = 30;
/** A bead that changes the shape carries its name inside. */
const PILL_CHARACTER = 6.6;
const PILL_BASE = 38;
const HEADER_CHARACTER = 6.7;
const HEADER_BASE = 36;

export type Look = "bead" | "pill" | "tile";

export interface NodeBox extends Size {
  readonly look: Look;
  readonly tile: Tile;
}

/** `opened` beads are drawn as tiles. */
export function nodeBox(
  id: string,
  node: GraphNode,
  shape: Shape | null,
  opened: boolean,
): NodeBox {
  const { kind } = node.layer;
  const tile = tileOf(kind, shape);
  if (layerSpec(kind).bead && !opened) {
    if (!isPill(kind)) return { look: "bead", tile, width: BEAD, height: BEAD };
    return { look: "pill", tile, width: PILL_BASE + id.length * PILL_CHARACTER, height: BEAD };
  }
  // A name is never cut: the tile widens for it.
  const named = HEADER_BASE + id.length * HEADER_CHARACTER;
  return {
    look: "tile",
    tile,
    width: Math.round(Math.max(tile.width + 2 * SIDE, named, 108)),
    height: Math.round(HEADER + tile.height + FOOTER),
  };
}

/** Beads that reshape say so in words; the others show their family's sign. */
export function isPill(kind: string): boolean {
  return layerSpec(kind).bead && layerSpec(kind).family === "merge";
}

/** The shape that leaves a node; null while unknown. */
export type OutputOf = (id: string) => Shape | null;

export function boxes(
  network: Network,
  outputOf: OutputOf,
  opened: ReadonlySet<string>,
): Map<string, NodeBox> {
  return new Map(
    Object.entries(network.nodes).map(([id, node]) => [
      id,
      nodeBox(id, node, outputOf(id), opened.has(id)),
    ]),
  );
}

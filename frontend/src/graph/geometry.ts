/** Where everything stands on the canvas: sizes of nodes and beads. Pixels at 100 %. */
import { textWidth } from "@/ui/textWidth";
import { layerSpec } from "./catalogue";
import { hasSeveral, placeOf, portsOf, sourcePort, targetPort, type WireEnd } from "./ports";
import type { Rect } from "./rects";
import type { Ends } from "./routing";
import { nameOf } from "./sheet";
import { type Tile, tileOf } from "./tile";
import type { Edge, GraphNode, Network, Position, Size, Value } from "./types";

/** Width over height of the canvas that a layout is made for: the studio at 1440 × 900. */
export const CANVAS_RATIO = 2.3;
export const HEADER = 28;
export const FOOTER = 23;
export const SIDE = 8;
export const BEAD = 30;
/** A bead that changes the shape carries its name inside. */
const PILL_BASE = 38;
const HEADER_BASE = 36;
/** How often a block stands in a row, beside its name. */
const TIMES = 32;

/** The size of a written name, and a character's width in the fonts that the layouts of presets are made with. */
interface Writing {
  readonly size: number;
  readonly character: number;
}

const PILL: Writing = { size: 11.5, character: 6.6 };
const HEADING: Writing = { size: 12, character: 6.7 };

export type Look = "bead" | "pill" | "tile";

export interface NodeBox extends Size {
  readonly look: Look;
  readonly tile: Tile;
}

export type NameWidth = (name: string, writing: Writing) => number;

export const usualWidth: NameWidth = (name, { character }) => name.length * character;

/** In the fonts of this machine, where they are wider than usual. */
const widthHere: NameWidth = (name, writing) =>
  Math.max(usualWidth(name, writing), Math.ceil(textWidth(name, writing.size)));

/** How a node is drawn otherwise than its kind is: a bead that is opened as a tile, or the end of a block's inside. */
export type DrawnAs = "opened" | "end";

/** `opened` beads are drawn as tiles, ends as beads. Its name takes room, not that of its network. */
export function nodeBox(
  path: string,
  node: GraphNode,
  value: Value | null,
  drawn: DrawnAs | undefined,
  nameWidth: NameWidth = widthHere,
): NodeBox {
  const { kind, repeat } = node.layer;
  const id = nameOf(path);
  const tile = tileOf(kind, value);
  if (drawn === "end") return { look: "bead", tile, width: BEAD, height: BEAD };
  // Ports that have to be told apart need the room of a tile.
  const crowded = hasSeveral(kind, "source") || hasSeveral(kind, "target");
  if (layerSpec(kind).bead && drawn !== "opened" && !crowded) {
    if (!isPill(kind)) return { look: "bead", tile, width: BEAD, height: BEAD };
    return { look: "pill", tile, width: PILL_BASE + nameWidth(id, PILL), height: BEAD };
  }
  // A name is never cut: the tile widens for it.
  const named = HEADER_BASE + nameWidth(id, HEADING) + (Number(repeat) > 1 ? TIMES : 0);
  return {
    look: "tile",
    tile,
    width: Math.round(Math.max(tile.width + 2 * SIDE, named, 108)),
    height: Math.round(Math.max(HEADER + tile.height + FOOTER, roomOfPorts(kind))),
  };
}

const PORT_ROOM = 16;

function roomOfPorts(kind: string): number {
  const most = Math.max(portsOf(kind, "source").length, portsOf(kind, "target").length);
  return (most + 1) * PORT_ROOM;
}

/** A node with its size; it may not have been drawn yet. */
interface Standing extends GraphNode {
  readonly box: Size | undefined;
}

/** Where the middle of a port stands. */
export function portAt({ layer, position, box }: Standing, end: WireEnd, port: string): Position {
  const { width = 0, height = 0 } = box ?? {};
  const across = end === "source" ? width : 0;
  return {
    x: position.x + across,
    y: position.y + height * (placeOf(layer.kind, end, port) - 1 / 2),
  };
}

/** From port to port. */
export function endsBetween(wire: Edge, from: Standing, to: Standing): Ends {
  const start = portAt(from, "source", sourcePort(wire).port);
  const end = portAt(to, "target", targetPort(wire).port);
  return { sourceX: start.x, sourceY: start.y, targetX: end.x, targetY: end.y };
}

/** Beads that reshape say so in words; the others show their family's sign. */
export function isPill(kind: string): boolean {
  return layerSpec(kind).bead && layerSpec(kind).family === "merge";
}

/** A bead's name is written below it. */
const BEAD_NAME = 20;

/** What a node takes up, its name included. */
export function rectOf({ x, y }: Position, { width, height, look }: NodeBox): Rect {
  const below = look === "bead" ? BEAD_NAME : 0;
  return { x, y: y - height / 2, width, height: height + below };
}

/** What leaves a node; null while unknown. */
export type OutputOf = (id: string) => Value | null;

const NO_ENDS: ReadonlyMap<string, string> = new Map();

/** Whether a node is drawn otherwise than its kind is. */
export const drawnAs = (
  id: string,
  opened: ReadonlySet<string>,
  ends: ReadonlyMap<string, unknown>,
): DrawnAs | undefined => (ends.has(id) ? "end" : opened.has(id) ? "opened" : undefined);

export function boxes(
  network: Network,
  outputOf: OutputOf,
  opened: ReadonlySet<string>,
  nameWidth?: NameWidth,
  ends: ReadonlyMap<string, unknown> = NO_ENDS,
): Map<string, NodeBox> {
  return new Map(
    Object.entries(network.nodes).map(([id, node]) => [
      id,
      nodeBox(id, node, outputOf(id), drawnAs(id, opened, ends), nameWidth),
    ]),
  );
}

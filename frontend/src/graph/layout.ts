/** Auto layout: reads left to right and wraps like text; where wires branch, dagre ranks them. */
import { groupByNode } from "./annotating";
import { FRAME_BOTTOM, FRAME_TOP } from "./frames";
import { CANVAS_RATIO } from "./geometry";
import { asChain, components } from "./order";
import type { Network, Position, Size } from "./types";

export const GAP_LABELLED = 44;
const GAP_PLAIN = 20;
/** Enough that a shape written on the wire stays clear of the frame that it crosses. */
const FRAME_ROOM = 28;
const ROW_GAP = 36;
const PART_GAP = 72;
/** Rows are widened to one length where that needs no more than this share of it. */
const JUSTIFY_SHARE = 0.06;

export type Sizes = ReadonlyMap<string, Size>;
/** Whether the wire behind this node carries a written shape and needs the room. */
export type IsLabelled = (id: string) => boolean;

export const UNKNOWN_SIZE: Size = { width: 116, height: 120 };

/** Lays out a part whose wires branch. Its library is large, so the caller brings it when it is needed. */
export type LayBranches = (part: readonly string[], network: Network, sizes: Sizes) => LaidOut;

/** Without `layBranches` a part that branches stands where it stood. `ratio`: of the canvas, or of the network's share of it. */
export function autoLayout(
  network: Network,
  sizes: Sizes,
  isLabelled: IsLabelled,
  layBranches: LayBranches = standing,
  ratio = CANVAS_RATIO,
): Record<string, Position> {
  const places: Record<string, Position> = {};
  let top = 0;
  for (const part of components(network)) {
    const chain = asChain(part, network.edges);
    const laid = chain
      ? layChain(chain, spacing(network, chain, sizes, isLabelled), ratio)
      : layBranches(part, network, sizes);
    const shift = top - laid.top;
    for (const [id, { x, y }] of laid.places) places[id] = { x, y: y + shift };
    top += laid.height + PART_GAP;
  }
  return shiftToFirst(network, places);
}

/** The first row of the reference layout lies at y = 100. */
function shiftToFirst(
  network: Network,
  places: Record<string, Position>,
): Record<string, Position> {
  const first = Object.keys(network.nodes)[0];
  const shift = first === undefined ? 0 : 100 - (places[first]?.y ?? 100);
  return Object.fromEntries(
    Object.entries(places).map(([id, { x, y }]) => [id, { x, y: y + shift }]),
  );
}

/** Whether some part of the network is more than a chain. */
export function branches(network: Network): boolean {
  return components(network).some((part) => asChain(part, network.edges) === null);
}

function standing(part: readonly string[], network: Network): LaidOut {
  const places = part.flatMap((id): [string, Position][] => {
    const position = network.nodes[id]?.position;
    return position ? [[id, position]] : [];
  });
  const lines = places.map(([, { y }]) => y);
  const top = Math.min(...lines);
  return { places, top, height: Math.max(...lines) - top };
}

export interface LaidOut {
  readonly places: readonly (readonly [string, Position])[];
  readonly top: number;
  readonly height: number;
}

interface Row {
  readonly ids: string[];
  width: number;
  /** How far it reaches above and below its line. */
  above: number;
  below: number;
}

/** What a chain's nodes take up, and leave free behind them. */
interface Spacing {
  readonly width: (id: string) => number;
  readonly above: (id: string) => number;
  readonly below: (id: string) => number;
  readonly gapAfter: (id: string) => number;
  readonly groupOf: (id: string) => string | undefined;
}

/** Frames of groups need room of their own: at both ends, and above the nodes for the title. */
function spacing(
  network: Network,
  chain: readonly string[],
  sizes: Sizes,
  isLabelled: IsLabelled,
): Spacing {
  const groups = groupByNode(network);
  const next = new Map(chain.map((id, index) => [id, chain[index + 1]]));
  const sizeOf = (id: string) => sizes.get(id) ?? UNKNOWN_SIZE;
  const frameAfter = (id: string) => {
    const [own, other] = [groups.get(id), groups.get(next.get(id) ?? "")];
    if (own === other) return 0;
    return (own === undefined ? 0 : FRAME_ROOM) + (other === undefined ? 0 : FRAME_ROOM);
  };
  return {
    width: (id) => sizeOf(id).width,
    above: (id) => sizeOf(id).height / 2 + (groups.has(id) ? FRAME_TOP : 0),
    below: (id) => sizeOf(id).height / 2 + (groups.has(id) ? FRAME_BOTTOM : 0),
    gapAfter: (id) => (isLabelled(id) ? GAP_LABELLED : GAP_PLAIN) + frameAfter(id),
    groupOf: (id) => groups.get(id),
  };
}

function layChain(chain: readonly string[], space: Spacing, ratio: number): LaidOut {
  const rows = bestWrap(chain, space, ratio);
  const widest = Math.max(...rows.map((row) => row.width));
  const places: [string, Position][] = [];
  let y = 0;
  rows.forEach((row, index) => {
    const before = rows[index - 1];
    // The wire between two rows runs half-way between their lines: both rows must leave it free.
    if (before) y += 2 * Math.max(before.below, row.above) + ROW_GAP;
    const slack = widest - row.width;
    const stretch =
      row.ids.length > 1 && slack < widest * JUSTIFY_SHARE ? slack / (row.ids.length - 1) : 0;
    let x = 0;
    for (const id of row.ids) {
      places.push([id, { x: Math.round(x), y: Math.round(y) }]);
      x += space.width(id) + space.gapAfter(id) + stretch;
    }
  });
  const first = rows[0]?.above ?? 0;
  const last = rows.at(-1)?.below ?? 0;
  return { places, top: -first, height: first + y + last };
}

/** A wrap that tears a group apart must give a picture larger by this. */
const TORN = 0.75;

/** The wrap whose rows can be shown largest on the canvas; groups stay in one row where that costs little. */
function bestWrap(chain: readonly string[], space: Spacing, ratio: number): Row[] {
  let best: Row[] = [];
  let bestScale = 0;
  const singly = chain.map((id) => [id]);
  const together = inGroups(chain, space);
  const wholes = together.length < chain.length ? [together, singly] : [singly];
  for (const pieces of wholes) {
    for (let count = 1; count <= Math.min(pieces.length, 40); count++) {
      const rows = wrapInto(pieces, count, space);
      const width = Math.max(...rows.map((row) => row.width));
      const height = rows.reduce((sum, { above, below }) => sum + above + below + ROW_GAP, 0);
      const scale = Math.min(ratio / width, 1 / height) * TORN ** torn(rows, space);
      if (scale > bestScale) [best, bestScale] = [rows, scale];
    }
  }
  return best;
}

/** The chain in pieces that should stay in one row. */
function inGroups(chain: readonly string[], { groupOf }: Spacing): string[][] {
  const pieces: string[][] = [];
  for (const id of chain) {
    const last = pieces.at(-1);
    const own = groupOf(id);
    if (last && own !== undefined && groupOf(last[0] ?? "") === own) last.push(id);
    else pieces.push([id]);
  }
  return pieces;
}

function torn(rows: readonly Row[], { groupOf }: Spacing): number {
  return rows.slice(1).filter((row, index) => {
    const own = groupOf(row.ids[0] ?? "");
    return own !== undefined && own === groupOf(rows[index]?.ids.at(-1) ?? "");
  }).length;
}

/** Fills rows evenly: a row ends where the next piece would bring it further from its share. */
function wrapInto(pieces: readonly (readonly string[])[], count: number, space: Spacing): Row[] {
  const { width, gapAfter } = space;
  const total = pieces.flat().reduce((sum, id) => sum + width(id) + gapAfter(id), 0);
  const share = total / count;
  const rows: Row[] = [];
  let row: Row = { ids: [], width: 0, above: 0, below: 0 };
  let gap = 0;
  for (const piece of pieces) {
    const inner = piece.slice(0, -1).reduce((sum, id) => sum + gapAfter(id), 0);
    const long = piece.reduce((sum, id) => sum + width(id), inner);
    const over = row.width + gap + long - share;
    const under = share - row.width;
    if (row.ids.length > 0 && over > under && rows.length < count - 1) {
      rows.push(row);
      row = { ids: [], width: 0, above: 0, below: 0 };
      gap = 0;
    }
    row.ids.push(...piece);
    row.width += gap + long;
    row.above = Math.max(row.above, ...piece.map(space.above));
    row.below = Math.max(row.below, ...piece.map(space.below));
    gap = gapAfter(piece.at(-1) ?? "");
  }
  return [...rows, row];
}

const TIDY_WITHIN = 24;

/** True when the nodes stand where auto layout would put them, give or take a nudge. */
export function isTidy(
  network: Network,
  laid: Readonly<Record<string, Position>>,
  within = TIDY_WITHIN,
): boolean {
  return Object.entries(network.nodes).every(([id, { position }]) => {
    const place = laid[id];
    if (!place) return false;
    return Math.abs(place.x - position.x) <= within && Math.abs(place.y - position.y) <= within;
  });
}

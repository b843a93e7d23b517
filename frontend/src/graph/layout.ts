/** Auto layout: reads left to right and wraps like text; where wires branch, dagre ranks them. */
import { asChain, components } from "./order";
import type { Network, Position, Size } from "./types";

export const GAP_LABELLED = 44;
const GAP_PLAIN = 20;
const ROW_GAP = 36;
const PART_GAP = 72;
/** Width over height of the canvas that a layout is made for: the studio at 1440 × 900. */
const CANVAS_RATIO = 2.3;
/** Rows are widened to one length where that needs no more than this share of it. */
const JUSTIFY_SHARE = 0.06;

export type Sizes = ReadonlyMap<string, Size>;
/** Whether the wire behind this node carries a written shape and needs the room. */
export type IsLabelled = (id: string) => boolean;

export const UNKNOWN_SIZE: Size = { width: 116, height: 120 };

/** Lays out a part whose wires branch. Its library is large, so the caller brings it when it is needed. */
export type LayBranches = (part: readonly string[], network: Network, sizes: Sizes) => Laid;

/** Without `layBranches` a part that branches stands where it stood. */
export function autoLayout(
  network: Network,
  sizes: Sizes,
  isLabelled: IsLabelled,
  layBranches: LayBranches = standing,
): Record<string, Position> {
  const places: Record<string, Position> = {};
  let top = 0;
  for (const part of components(network)) {
    const chain = asChain(part, network.edges);
    const laid = chain ? layChain(chain, sizes, isLabelled) : layBranches(part, network, sizes);
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

function standing(part: readonly string[], network: Network): Laid {
  const places = part.flatMap((id): [string, Position][] => {
    const position = network.nodes[id]?.position;
    return position ? [[id, position]] : [];
  });
  const lines = places.map(([, { y }]) => y);
  const top = Math.min(...lines);
  return { places, top, height: Math.max(...lines) - top };
}

export interface Laid {
  readonly places: readonly (readonly [string, Position])[];
  readonly top: number;
  readonly height: number;
}

interface Row {
  readonly ids: string[];
  width: number;
  height: number;
}

function layChain(chain: readonly string[], sizes: Sizes, isLabelled: IsLabelled): Laid {
  const sizeOf = (id: string) => sizes.get(id) ?? UNKNOWN_SIZE;
  const gapAfter = (id: string) => (isLabelled(id) ? GAP_LABELLED : GAP_PLAIN);
  const rows = bestWrap(chain, sizeOf, gapAfter);
  const widest = Math.max(...rows.map((row) => row.width));
  const places: [string, Position][] = [];
  let y = 0;
  rows.forEach((row, index) => {
    const above = rows[index - 1];
    // The wire between two rows runs half-way between their lines: both rows must leave it free.
    if (above) y += Math.max(above.height, row.height) + ROW_GAP;
    const slack = widest - row.width;
    const stretch =
      row.ids.length > 1 && slack < widest * JUSTIFY_SHARE ? slack / (row.ids.length - 1) : 0;
    let x = 0;
    for (const id of row.ids) {
      places.push([id, { x: Math.round(x), y: Math.round(y) }]);
      x += sizeOf(id).width + gapAfter(id) + stretch;
    }
  });
  const first = rows[0]?.height ?? 0;
  const last = rows.at(-1)?.height ?? 0;
  return { places, top: -first / 2, height: first / 2 + y + last / 2 };
}

/** The wrap whose rows can be shown largest on the canvas. */
function bestWrap(
  chain: readonly string[],
  sizeOf: (id: string) => Size,
  gapAfter: (id: string) => number,
): Row[] {
  let best: Row[] = [];
  let bestScale = 0;
  for (let count = 1; count <= Math.min(chain.length, 40); count++) {
    const rows = wrapInto(chain, count, sizeOf, gapAfter);
    const width = Math.max(...rows.map((row) => row.width));
    const height = rows.reduce((sum, row) => sum + row.height + ROW_GAP, 0);
    const scale = Math.min(CANVAS_RATIO / width, 1 / height);
    if (scale > bestScale) [best, bestScale] = [rows, scale];
  }
  return best;
}

/** Fills rows evenly: a row ends where the next node would bring it further from its share. */
function wrapInto(
  chain: readonly string[],
  count: number,
  sizeOf: (id: string) => Size,
  gapAfter: (id: string) => number,
): Row[] {
  const total = chain.reduce((sum, id) => sum + sizeOf(id).width + gapAfter(id), 0);
  const share = total / count;
  const rows: Row[] = [];
  let row: Row = { ids: [], width: 0, height: 0 };
  let gap = 0;
  for (const id of chain) {
    const { width, height } = sizeOf(id);
    const over = row.width + gap + width - share;
    const under = share - row.width;
    if (row.ids.length > 0 && over > under && rows.length < count - 1) {
      rows.push(row);
      row = { ids: [], width: 0, height: 0 };
      gap = 0;
    }
    row.ids.push(id);
    row.width += gap + width;
    row.height = Math.max(row.height, height);
    gap = gapAfter(id);
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

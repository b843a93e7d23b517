/** How large the picture inside a node is, from its value alone: the box stands before any data arrives. */
import type { Side, Size, Value, ValueKind } from "./types";

export type TileForm = "maps" | "cells" | "bars" | "probabilities" | "strip" | "letters" | "none";

export interface Tile extends Size {
  readonly form: TileForm;
  /** Maps, cells or bars side by side. */
  readonly columns: number;
  readonly rows: number;
  /** Edge of one map or cell; height of one bar. */
  readonly cell: number;
  readonly gap: number;
  /** How many are drawn, and how many more there are. */
  readonly shown: number;
  readonly more: number;
}

const MOST_MAPS = 16;
const MOST_CELLS = 512;
const MOST_BARS = 16;
/** Of what enters, more numbers than these have no names to be read by: noise. */
const MOST_NAMED = 10;
const CELLS_WIDTH = 160;
const BAR_HEIGHT = 12.6;
const BAR_GAP = 1.5;
/** Edge of a map's picture by the map's edge in pixels: small maps are magnified more. */
const MAP_EDGES: readonly (readonly [number, number])[] = [
  [1, 16],
  [5, 23.5],
  [10, 34.5],
  [14, 37.33],
  [28, 62.66],
  [64, 76],
  [224, 92],
];

const NONE: Tile = {
  form: "none",
  width: 100,
  height: 40,
  columns: 0,
  rows: 0,
  cell: 0,
  gap: 0,
  shown: 0,
  more: 0,
};

/** `kind` tells the network's answer from any other vector; `value` is the node's output, null while unknown. */
export function tileOf(kind: string, value: Value | null): Tile {
  return value === null ? NONE : TILES[value.kind](kind, value.sides.map(numberOf));
}

/** Every kind of value that a node can give, with the box of its picture. One that is missing does not compile. */
const TILES: { readonly [Kind in ValueKind]: (layer: string, sides: readonly number[]) => Tile } = {
  image: (layer, [channels = 1, height = 1, width = 1]) =>
    // What enters in three colours is one picture.
    maps(layer === "input" && channels === 3 ? 1 : channels, Math.max(height, width)),
  vector: (layer, [features = 1]) => vector(layer, features),
  sequence: (_, [steps = 1, features = 1]) => strip(steps, features),
  tokens: (_, [steps = 1]) => ({ ...strip(steps, 1), form: "letters" }),
  label: () => NONE,
  boxes: () => NONE,
  labels: () => NONE,
};

/** How long a side is that differs from sample to sample, only a sample says. */
const numberOf = (side: Side): number => (typeof side === "number" ? side : 1);

function mapEdge(pixels: number): number {
  let [fromPixels, fromEdge] = MAP_EDGES[0] ?? [1, 16];
  for (const [toPixels, toEdge] of MAP_EDGES) {
    if (pixels <= toPixels) {
      const share = toPixels === fromPixels ? 1 : (pixels - fromPixels) / (toPixels - fromPixels);
      return fromEdge + share * (toEdge - fromEdge);
    }
    [fromPixels, fromEdge] = [toPixels, toEdge];
  }
  return fromEdge;
}

function maps(channels: number, pixels: number): Tile {
  const shown = Math.min(channels, MOST_MAPS);
  const columns = shown === 4 ? 2 : shown < 3 ? shown : shown <= 6 ? 3 : 4;
  const rows = Math.ceil(shown / columns);
  const gap = 2;
  const few = shown <= 2 ? Math.min(92, Math.max(56, mapEdge(pixels) * 1.47)) : mapEdge(pixels);
  const cell = shown === 2 ? Math.min(few, 72) : few;
  return {
    form: "maps",
    width: columns * cell + (columns - 1) * gap,
    height: rows * cell + (rows - 1) * gap,
    columns,
    rows,
    cell,
    gap,
    shown,
    more: channels - shown,
  };
}

function vector(kind: string, size: number): Tile {
  if (kind === "output" || kind === "softmax") return bars("probabilities", 156, size);
  if (kind === "input" && size > MOST_NAMED && size <= MOST_BARS) return square(size);
  if (size <= MOST_BARS) return bars("bars", 100, size);
  const shown = Math.min(size, MOST_CELLS);
  const columns = cellColumns(shown);
  const cell = CELLS_WIDTH / columns;
  const rows = Math.ceil(shown / columns);
  return {
    form: "cells",
    width: CELLS_WIDTH,
    height: rows * cell,
    columns,
    rows,
    cell,
    gap: 0,
    shown,
    more: size - shown,
  };
}

/** Of a sequence longer ones are not told. */
const MOST_STEPS = 256;
const FEATURE = 6;
const STRIP_HEIGHT: readonly [number, number] = [24, 72];

/** The steps side by side, the features of each one below the other; a length that differs fills the same room. */
function strip(steps: number, features: number): Tile {
  const [least, most] = STRIP_HEIGHT;
  return {
    ...NONE,
    form: "strip",
    width: CELLS_WIDTH,
    height: Math.max(least, Math.min(most, features * FEATURE)),
    rows: features,
    shown: Math.min(steps, MOST_STEPS),
    more: Math.max(0, steps - MOST_STEPS),
  };
}

/** As wide as bars would be. */
function square(cells: number): Tile {
  const columns = Math.ceil(Math.sqrt(cells));
  const [cell, rows] = [100 / columns, Math.ceil(cells / columns)];
  const size = { width: 100, height: rows * cell };
  return { form: "cells", ...size, columns, rows, cell, gap: 0, shown: cells, more: 0 };
}

function bars(form: "bars" | "probabilities", width: number, size: number): Tile {
  const rows = Math.min(size, MOST_BARS);
  return {
    form,
    width,
    height: rows * BAR_HEIGHT + (rows - 1) * BAR_GAP,
    columns: 1,
    rows,
    cell: BAR_HEIGHT,
    gap: BAR_GAP,
    shown: rows,
    more: size - rows,
  };
}

/** A full rectangle about twice as wide as high where the number allows one. */
function cellColumns(cells: number): number {
  const wanted = Math.sqrt(2 * cells);
  let best = 0;
  for (let columns = 1; columns <= cells; columns++) {
    const off = Math.abs(Math.log(columns / wanted));
    // Of two equally good ones the wider wins.
    if (cells % columns === 0 && off <= Math.abs(Math.log(best / wanted)) + 1e-9) best = columns;
  }
  return Math.abs(Math.log(best / wanted)) < 0.3 ? best : Math.ceil(wanted);
}

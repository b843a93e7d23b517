/** Wires that would be drawn through a tile run round it: over at another place, or along a lane above or below. */
import { Columns } from "./columns";
import { FRAME_TOP } from "./frames";
import type { Rect } from "./rects";
import { BACK, type Bends, type Ends, OUT, RADIUS, usualBends, wireRects } from "./routing";
import { type Edge, edgeId } from "./types";

export interface Wire extends Edge, Ends {}

/** What wires keep clear of, besides the tiles: comments, and the lines and titles of frames. They do not make a wire turn aside. */
export interface Beside {
  readonly notes: readonly Rect[];
  readonly lines: readonly Rect[];
}

/** How far a lane stays off tiles and comments, and lanes off each other. */
const OFF_TILE = 14;
const OFF_LINE = 12;
/** The same for the upright pieces, which often share a narrow gap. */
const BESIDE_TILE = 6;
const BESIDE_LINE = 5;
/** The whole way above must be shorter by this: where tiles share their middle, a nudge throws no wire to the other side. */
const BELOW_FIRST = 40;
/** As far as a wire looks for room to turn. */
const FAR = 600;
/** Lanes that are tried for one that can be reached freely. */
const TRIES = 12;

type Span = readonly [from: number, to: number];

interface Tile extends Rect {
  readonly id: string;
}

interface Line extends Rect, Partial<Edge> {}

/** What stands on the canvas, and the wires drawn so far. */
class Ground {
  readonly tiles = new Columns<Tile>();
  readonly notes = new Columns<Rect>();
  readonly flat = new Columns<Line>();
  readonly upright = new Columns<Line>();

  constructor(tiles: ReadonlyMap<string, Rect>, { notes, lines }: Beside) {
    for (const [id, tile] of tiles) this.tiles.add({ ...tile, id });
    for (const note of notes) this.notes.add(note);
    for (const line of lines) this.draw(line);
  }

  draw(line: Line): void {
    if (line.height === 0) this.flat.add(line);
    else this.upright.add(line);
  }

  tilesNear(rect: Rect, gap: number, but: readonly string[] = []): Tile[] {
    return this.tiles.near(rect, gap).filter(({ id }) => !but.includes(id));
  }
}

/** Frames are kept clear of by their lines and titles. */
export function besideOf(comments: readonly Rect[], frames: readonly Rect[]): Beside {
  const titles = frames.map((frame) => ({ ...frame, height: FRAME_TOP }));
  const lines = frames.flatMap(({ x, y, width, height }) => [
    { x, y, width, height: 0 },
    { x, y: y + height, width, height: 0 },
    { x, y, width: 0, height },
    { x: x + width, y, width: 0, height },
  ]);
  return { notes: [...comments, ...titles], lines };
}

/** By the ids of wires. All others run as usual. */
export function detours(
  wires: readonly Wire[],
  tiles: ReadonlyMap<string, Rect>,
  beside: Beside = { notes: [], lines: [] },
): Map<string, Bends> {
  const ground = new Ground(tiles, beside);
  const draw = (wire: Wire, bends: Bends | null) => {
    const { source, source_port, target, target_port } = wire;
    const ends = {
      source,
      target,
      ...(source_port && { source_port }),
      ...(target_port && { target_port }),
    };
    for (const rect of wireRects(wire, bends)) ground.draw({ ...rect, ...ends });
  };
  const blocked = wires.filter((wire) => {
    const usual = usualBends(wire);
    if (crosses(wire, usual, ground)) return true;
    draw(wire, usual);
    return false;
  });
  const found = new Map<string, Bends>();
  // The shortest runs innermost.
  for (const wire of blocked.toSorted(byLength)) {
    const bends = stepAside(wire, ground) ?? alongLane(wire, ground);
    if (bends) found.set(edgeId(wire), bends);
    draw(wire, bends ?? usualBends(wire));
  }
  return found;
}

const length = ({ sourceX, targetX, sourceY, targetY }: Ends): number =>
  Math.abs(targetX - sourceX) + Math.abs(targetY - sourceY);

const byLength = (one: Wire, other: Wire): number =>
  length(one) - length(other) || (edgeId(one) < edgeId(other) ? -1 : 1);

function crosses(wire: Wire, bends: Bends | null, ground: Ground): boolean {
  const pieces = wireRects(wire, bends);
  return pieces.some((piece, index) => {
    const own = [];
    if (index === 0) own.push(wire.source);
    if (index === pieces.length - 1) own.push(wire.target);
    return ground.tilesNear(piece, 0, own).length > 0;
  });
}

/** How far a wire can run on from its source, and how far back from its target, before it meets a tile. */
function reach(
  { source, target, ...ends }: Wire,
  ground: Ground,
): { ahead: number; behind: number } {
  const { sourceX, sourceY, targetX, targetY } = ends;
  const row = { width: FAR, height: 0 };
  const ahead = ground
    .tilesNear({ ...row, x: sourceX, y: sourceY }, 0, [source])
    .map(({ x }) => x - sourceX);
  const behind = ground
    .tilesNear({ ...row, x: targetX - FAR, y: targetY }, 0, [target])
    .map(({ x, width }) => targetX - x - width);
  return {
    ahead: Math.max(0, Math.min(FAR, ...ahead)),
    behind: Math.max(0, Math.min(FAR, ...behind)),
  };
}

/** From row to row at another place than half-way. */
function stepAside(wire: Wire, ground: Ground): Bends | null {
  const usual = usualBends(wire);
  if (usual === null || usual.lane !== null) return null;
  const { ahead, behind } = reach(wire, ground);
  const { sourceX, targetX } = wire;
  const from = Math.max(sourceX + RADIUS, targetX - behind + BESIDE_TILE);
  const to = Math.min(targetX - RADIUS, sourceX + ahead - BESIDE_TILE);
  const out = upright(wire, [wire.sourceY, wire.targetY], [from, to], usual.out, ground);
  return out === null ? null : { out, lane: null, back: out };
}

/** Out of the row, along above or below what stands between, and into the row of the target. */
function alongLane(wire: Wire, ground: Ground): Bends | null {
  const { sourceX, sourceY, targetX, targetY } = wire;
  const { ahead, behind } = reach(wire, ground);
  // Where another wire turns in the same gap, the two keep apart.
  const wanted = {
    out: sourceX + Math.min(OUT, ahead / 3),
    back: targetX - Math.min(BACK, behind / 3),
  };
  const leave: Span = [
    sourceX + Math.min(BESIDE_TILE, ahead / 3),
    sourceX + Math.max(ahead / 3, ahead - BESIDE_TILE),
  ];
  const enter: Span = [
    targetX - Math.max(behind / 3, behind - BESIDE_TILE),
    targetX - Math.min(BESIDE_TILE, behind / 3),
  ];
  const takenFrom = (one: number, other: number) => taken([one, other], ground);
  const free = lanes(wire, takenFrom(wanted.out, wanted.back));
  for (const lane of free.slice(0, TRIES)) {
    const { source, target } = wire;
    const out = upright(wire, [sourceY, lane], leave, wanted.out, ground, source);
    const back = upright(wire, [targetY, lane], enter, wanted.back, ground, target);
    if (out === null || back === null) continue;
    if (isFree(lane, takenFrom(out, back))) return { out, lane, back };
  }
  // Tiles lie on each other at its ends: it runs round those between, at least.
  const [lane] = free;
  return lane === undefined ? null : { ...wanted, lane };
}

const EVERYWHERE = { y: -1e7, height: 2e7 };

/** Heights at which no lane can run from one place to the other. */
function taken([one, other]: Span, ground: Ground): Span[] {
  const column = { x: Math.min(one, other), width: Math.abs(other - one), ...EVERYWHERE };
  const solid = [...ground.tiles.near(column), ...ground.notes.near(column)];
  return [
    ...solid.map(({ y, height }): Span => [y - OFF_TILE, y + height + OFF_TILE]),
    ...ground.flat.near(column, BESIDE_LINE).map(({ y }): Span => [y - OFF_LINE, y + OFF_LINE]),
  ];
}

/** Free heights, those of the shortest way first. */
function lanes(wire: Wire, spans: readonly Span[]): number[] {
  const { sourceY, targetY } = wire;
  const usual = usualBends(wire)?.lane;
  const wanted = typeof usual === "number" && isFree(usual, spans) ? [usual] : [];
  const top = Math.min(sourceY, targetY);
  const way = (lane: number) =>
    Math.abs(sourceY - lane) + Math.abs(targetY - lane) + (lane < top ? BELOW_FIRST : 0);
  return [...wanted, ...rims(spans)].toSorted((one, other) => way(one) - way(other));
}

/** Wires that leave one port, or reach one, may run together. */
const sharesPort = (line: Line, wire: Wire): boolean =>
  (line.source === wire.source && line.source_port === wire.source_port) ||
  (line.target === wire.target && line.target_port === wire.target_port);

/** The place nearest to the wanted one where an upright piece meets nothing. */
function upright(
  wire: Wire,
  [one, other]: Span,
  [from, to]: Span,
  wanted: number,
  ground: Ground,
  ...own: string[]
): number | null {
  const room = {
    x: from,
    width: to - from,
    y: Math.min(one, other),
    height: Math.abs(other - one),
  };
  const foreign = ground.upright.near(room, BESIDE_LINE).filter((line) => !sharesPort(line, wire));
  const spans = [
    ...ground
      .tilesNear(room, BESIDE_TILE, own)
      .map(({ x, width }): Span => [x - BESIDE_TILE, x + width + BESIDE_TILE]),
    ...foreign.map(({ x }): Span => [x - BESIDE_LINE, x + BESIDE_LINE]),
  ];
  const free = [wanted, ...rims(spans)].filter((x) => x >= from && x <= to && isFree(x, spans));
  free.sort((x, y) => Math.abs(x - wanted) - Math.abs(y - wanted));
  return free[0] ?? null;
}

const isFree = (place: number, spans: readonly Span[]): boolean =>
  spans.every(([from, to]) => place <= from || place >= to);

/** The free places next to what is taken, in order. */
function rims(spans: readonly Span[]): number[] {
  const merged: [number, number][] = [];
  for (const [from, to] of spans.toSorted(([one], [other]) => one - other)) {
    const last = merged.at(-1);
    if (last && from < last[1]) last[1] = Math.max(last[1], to);
    else merged.push([from, to]);
  }
  return merged.flat();
}

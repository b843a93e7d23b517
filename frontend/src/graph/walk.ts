/** Walking a network with the keyboard. */
import { wiresOf } from "./order";
import { startOfPath } from "./sheet";
import type { Network, Position } from "./types";

export type Direction = "left" | "right" | "up" | "down";

const ROW_HEIGHT = 60;

/** Nodes as they are read: network by network, row by row, left to right. */
export function readingOrder(network: Network): string[] {
  const row = (position: Position) => Math.round(position.y / ROW_HEIGHT);
  const starts = [...new Set(Object.keys(network.nodes).map(startOfPath))];
  const part = (id: string) => starts.indexOf(startOfPath(id));
  return Object.entries(network.nodes)
    .map(([id, { position }]) => ({ id, position, part: part(id) }))
    .sort(
      (a, b) => a.part - b.part || row(a.position) - row(b.position) || a.position.x - b.position.x,
    )
    .map(({ id }) => id);
}

/** At the end of one network the way leads on into the next, and at its beginning back into the one before. */
function nextPart(network: Network, from: string, step: 1 | -1): string | null {
  const starts = [...new Set(Object.keys(network.nodes).map(startOfPath))];
  const start = starts[starts.indexOf(startOfPath(from)) + step];
  if (start === undefined) return null;
  const own = readingOrder(network).filter((id) => startOfPath(id) === start);
  return own.at(step > 0 ? 0 : -1) ?? null;
}

/** Left and right follow the wires; up and down take the nearest node in the row above or below. */
export function neighbour(network: Network, from: string, direction: Direction): string | null {
  const { into, out } = wiresOf(network);
  if (direction === "left") return into.get(from)?.[0] ?? nextPart(network, from, -1);
  if (direction === "right") return out.get(from)?.[0] ?? nextPart(network, from, 1);
  const start = network.nodes[from]?.position;
  if (!start) return null;
  const sign = direction === "down" ? 1 : -1;
  let nearest: string | null = null;
  let least = Number.POSITIVE_INFINITY;
  for (const [id, { position }] of Object.entries(network.nodes)) {
    const away = (position.y - start.y) * sign;
    if (id === from || away < ROW_HEIGHT / 2) continue;
    const distance = away * 2 + Math.abs(position.x - start.x);
    if (distance < least) [nearest, least] = [id, distance];
  }
  return nearest;
}

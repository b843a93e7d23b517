/** Walking a network with the keyboard. */
import { wiresOf } from "./order";
import type { Network, Position } from "./types";

export type Direction = "left" | "right" | "up" | "down";

const ROW_HEIGHT = 60;

/** Nodes as they are read: row by row, left to right. */
export function readingOrder(network: Network): string[] {
  const row = (position: Position) => Math.round(position.y / ROW_HEIGHT);
  return Object.entries(network.nodes)
    .sort(([, a], [, b]) => row(a.position) - row(b.position) || a.position.x - b.position.x)
    .map(([id]) => id);
}

/** Left and right follow the wires; up and down take the nearest node in the row above or below. */
export function neighbour(network: Network, from: string, direction: Direction): string | null {
  const { into, out } = wiresOf(network);
  if (direction === "left") return into.get(from)?.[0] ?? null;
  if (direction === "right") return out.get(from)?.[0] ?? null;
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

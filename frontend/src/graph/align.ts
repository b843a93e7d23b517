/** Lining up what is selected. A position is a node's left edge and its vertical middle. */
import type { Position, Size } from "./types";

export const ALIGNMENTS = ["left", "centre", "right", "top", "middle", "bottom"] as const;
export const DISTRIBUTIONS = ["across", "down"] as const;
export type Alignment = (typeof ALIGNMENTS)[number] | (typeof DISTRIBUTIONS)[number];

export interface Alignable extends Size {
  readonly id: string;
  readonly position: Position;
}

export type Places = Readonly<Record<string, Position>>;

/** How many nodes must be selected before this changes anything. */
export const needs = (alignment: Alignment): number =>
  alignment === "across" || alignment === "down" ? 3 : 2;

export function align(nodes: readonly Alignable[], alignment: Alignment): Places {
  if (nodes.length < needs(alignment)) return {};
  if (alignment === "across" || alignment === "down") return distribute(nodes, alignment);
  const left = Math.min(...nodes.map(({ position }) => position.x));
  const right = Math.max(...nodes.map(({ position, width }) => position.x + width));
  const top = Math.min(...nodes.map(({ position, height }) => position.y - height / 2));
  const bottom = Math.max(...nodes.map(({ position, height }) => position.y + height / 2));
  const place = ({ position: { x, y }, width, height }: Alignable): Position => {
    switch (alignment) {
      case "left":
        return { x: left, y };
      case "centre":
        return { x: (left + right - width) / 2, y };
      case "right":
        return { x: right - width, y };
      case "top":
        return { x, y: top + height / 2 };
      case "middle":
        return { x, y: (top + bottom) / 2 };
      case "bottom":
        return { x, y: bottom - height / 2 };
    }
  };
  return Object.fromEntries(nodes.map((node) => [node.id, place(node)]));
}

/** Equal gaps between neighbours; the outermost stay where they are. */
function distribute(nodes: readonly Alignable[], way: "across" | "down"): Places {
  const across = way === "across";
  const start = ({ position, height }: Alignable) =>
    across ? position.x : position.y - height / 2;
  const length = ({ width, height }: Alignable) => (across ? width : height);
  const sorted = nodes.toSorted((one, other) => start(one) - start(other));
  const [first, last] = [sorted[0], sorted.at(-1)];
  if (!first || !last) return {};
  const room = start(last) + length(last) - start(first);
  const taken = sorted.reduce((sum, node) => sum + length(node), 0);
  const gap = (room - taken) / (sorted.length - 1);
  let at = start(first);
  const places: Record<string, Position> = {};
  for (const node of sorted) {
    places[node.id] = across
      ? { x: at, y: node.position.y }
      : { x: node.position.x, y: at + node.height / 2 };
    at += length(node) + gap;
  }
  return places;
}

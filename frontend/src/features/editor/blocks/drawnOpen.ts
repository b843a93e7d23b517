/** Where things are drawn while a block is open, for those who take a place on the canvas as one of the document. */
import { createStore } from "zustand/vanilla";
import type { Network, Position } from "@/graph/types";

type Places = Readonly<Record<string, Position>>;

export interface DrawnElsewhere {
  /** By how far something is drawn elsewhere than the document has it, by its name on the canvas. */
  readonly shiftOf: (sheet: Network, item: string) => Position;
  /** A place on the canvas as the document has it, and what the names begin with of the part that it lies in. */
  readonly placeIn: (at: Position) => { readonly start: string; readonly at: Position };
}

/** How it is drawn just now; null where no block is open. */
export const drawnOpen = createStore<{ readonly drawn: DrawnElsewhere | null }>(() => ({
  drawn: null,
}));

/** Places where things were let go of, as the document keeps them. */
export function asKept(drawn: DrawnElsewhere | null, sheet: Network, places: Places): Places {
  if (drawn === null) return places;
  return Object.fromEntries(
    Object.entries(places).map(([item, { x, y }]) => {
      const by = drawn.shiftOf(sheet, item);
      return [item, { x: x - by.x, y: y - by.y }];
    }),
  );
}

import { createStore } from "zustand/vanilla";

/** The nodes whose tiles are on the page, by role; how often each is. */
export const seenTiles = createStore<Readonly<Record<string, Readonly<Record<string, number>>>>>(
  () => ({}),
);

/** Counts a tile in until what comes back is called. */
export function seeTile(role: string, node: string): () => void {
  const count = (by: number) =>
    seenTiles.setState((all) => {
      const left = (all[role]?.[node] ?? 0) + by;
      const { [node]: _, ...rest } = all[role] ?? {};
      return { [role]: left > 0 ? { ...rest, [node]: left } : rest };
    });
  count(1);
  return () => count(-1);
}

/** Their names, in an order that does not depend on when each came. */
export const seenNodes = (all: ReturnType<typeof seenTiles.getState>, role: string): string =>
  Object.keys(all[role] ?? {})
    .sort()
    .join(" ");

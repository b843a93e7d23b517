import { createStore } from "zustand/vanilla";

/** At most so often do readers hear of tiles that come and go: who pans crosses many in a moment. */
const REST_MS = 250;

/** The nodes whose tiles lie in the window, by role: their paths, in an order that does not depend on when each came. */
export const seenTiles = createStore<Readonly<Record<string, string>>>(() => ({}));

export const seenNodes = (all: ReturnType<typeof seenTiles.getState>, role: string): string =>
  all[role] ?? "";

interface Tile {
  readonly role: string;
  readonly node: string;
}

const known = new Map<Element, Tile>();
const inSight = new Set<Element>();
let observer: IntersectionObserver | undefined;
let timer: ReturnType<typeof setTimeout> | undefined;
let notBefore = 0;

/** Counts a tile in as long as it lies in the window, until what comes back is called; of no element nothing. */
export function watchTile(
  element: Element | null,
  role: string,
  node: string,
): (() => void) | undefined {
  if (element === null) return undefined;
  observer ??= new IntersectionObserver(crossed);
  known.set(element, { role, node });
  observer.observe(element);
  return () => {
    observer?.unobserve(element);
    known.delete(element);
    if (inSight.delete(element)) tellSoon();
  };
}

/** What scrolls or is cut off around a tile counts, too: of a canvas what its frame lets through. */
function crossed(entries: readonly IntersectionObserverEntry[]): void {
  for (const { target, isIntersecting } of entries) {
    if (isIntersecting && known.has(target)) inSight.add(target);
    else inSight.delete(target);
  }
  tellSoon();
}

function tellSoon(): void {
  if (timer !== undefined) return;
  const wait = notBefore - performance.now();
  if (wait <= 0) tell();
  else timer = setTimeout(tell, wait);
}

function tell(): void {
  timer = undefined;
  notBefore = performance.now() + REST_MS;
  const nodes = new Map<string, Set<string>>();
  for (const element of inSight) {
    const tile = known.get(element);
    if (tile === undefined) continue;
    const { role, node } = tile;
    nodes.set(role, (nodes.get(role) ?? new Set()).add(node));
  }
  const told = [...nodes].map(([role, seen]) => [role, [...seen].sort().join(" ")]);
  seenTiles.setState(Object.fromEntries(told), true);
}

import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { seenNodes, seenTiles, watchTile } from "./seenTiles";

const names = (role: string) => seenNodes(seenTiles.getState(), role);

/** Stands in for the browser, which says what lies in the window. */
class Window implements Pick<IntersectionObserver, "observe" | "unobserve"> {
  static tell: (seen: Record<string, boolean>) => void = () => {};
  constructor(heard: (entries: IntersectionObserverEntry[]) => void) {
    Window.tell = (seen) =>
      heard(
        Object.entries(seen).map(([id, isIntersecting]) => {
          const target = tiles[id];
          return { target, isIntersecting } as IntersectionObserverEntry;
        }),
      );
  }
  observe(): void {}
  unobserve(): void {}
}

const tiles: Record<string, Element> = {};
const ends = new Map<string, () => void>();

beforeEach(() => {
  vi.useFakeTimers();
  vi.stubGlobal("IntersectionObserver", Window);
  for (const [id, role, node] of [
    ["b", "one", "b"],
    ["a", "one", "stage/a"],
    ["a again", "one", "stage/a"],
    ["c", "two", "c"],
  ] as const) {
    const tile = document.createElement("div");
    tiles[id] = tile;
    ends.set(id, watchTile(tile, role, node) ?? (() => {}));
  }
});
afterEach(() => {
  for (const end of ends.values()) end();
  ends.clear();
  vi.runAllTimers();
  vi.useRealTimers();
  vi.unstubAllGlobals();
});

test("a node is seen as long as a tile of it lies in the window", () => {
  expect(names("one"), "on the page is not in sight").toBe("");
  Window.tell({ b: true, a: true, "a again": true, c: false });
  expect([names("one"), names("two")]).toEqual(["b stage/a", ""]);
  Window.tell({ a: false, c: true });
  vi.runAllTimers();
  expect([names("one"), names("two"), names("none")]).toEqual(["b stage/a", "c", ""]);
  Window.tell({ "a again": false });
  vi.runAllTimers();
  expect(names("one")).toBe("b");
  ends.get("b")?.();
  vi.runAllTimers();
  expect(names("one"), "and left the page").toBe("");
});

test("who pans over many tiles is heard a few times", () => {
  const heard = vi.fn();
  const end = seenTiles.subscribe(heard);
  vi.advanceTimersByTime(1_000);
  for (let step = 0; step < 50; step++) {
    Window.tell({ b: step % 2 === 0, a: step % 2 === 1 });
    vi.advanceTimersByTime(10);
  }
  vi.runAllTimers();
  expect(heard.mock.calls.length).toBeLessThan(5);
  expect(names("one")).toBe("stage/a");
  end();
});

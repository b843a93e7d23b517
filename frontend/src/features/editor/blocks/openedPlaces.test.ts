import { expect, it } from "vitest";
import { moveItems } from "@/graph/edit";
import { overlap, type Rect } from "@/graph/rects";
import { asKept } from "./drawnOpen";
import { drawnAt, frameOf, openedPlaces, roomy, type StandingItem } from "./openedPlaces";
import { roomFor } from "./openedRoom";

const tile = (id: string, x: number, y: number): StandingItem => ({
  id,
  rect: { x, y: y - 60, width: 120, height: 120 },
});
/** Two rows of four; the second tile of the first is opened. */
const all = ["a", "b", "c", "d", "e", "f", "g", "h"].map((id, at) =>
  tile(id, 160 * (at % 4), at < 4 ? 100 : 300),
);
const [use, outer] = [all[1] as StandingItem, all.filter(({ id }) => id !== "b")];
const inner = ["b/input", "b/conv2d_1", "b/output"].map(
  (id, at): StandingItem => ({
    id,
    rect: { x: 900 * at, y: 500, width: at === 1 ? 120 : 30, height: 30 },
  }),
);
const ends = new Set(["b/input", "b/output"]);
const frame = frameOf(inner, ends);
const places = openedPlaces({ outer, use: use.rect, inner, ends });
const drawn = drawnAt({ places, use: "b", start: "b/" });

function shown({ rect }: StandingItem): Rect {
  const by = places.outside({ x: rect.x, y: rect.y + rect.height / 2 });
  return { ...rect, x: rect.x + by.x, y: rect.y + by.y };
}

it("an inside has a row of its own, its ends on the sides of the frame, and nothing lies over anything", () => {
  expect([frame.x, frame.x + frame.width]).toEqual([15, 1815]);
  const rects = [places.frame, ...outer.map(shown)];
  rects.forEach((rect, at) => {
    for (const other of rects.slice(at + 1)) expect(overlap(rect, other)).toBe(false);
  });
  // What stood before it stays, what stood behind it goes on at the left below the frame, then the other rows.
  expect(shown(outer[0] as StandingItem)).toEqual(outer[0]?.rect);
  expect(shown(outer[1] as StandingItem).x).toBe(0);
  expect(shown(outer[1] as StandingItem).y).toBeGreaterThan(places.frame.y + places.frame.height);
  expect(shown(outer[3] as StandingItem).y).toBeGreaterThan(shown(outer[1] as StandingItem).y);
});

it("what is let go of where it was drawn has not moved", () => {
  const nodes = Object.fromEntries(
    [...all, ...inner].map(({ id, rect: { x, y, height } }) => [
      id,
      { layer: { kind: "relu" }, position: { x, y: y + height / 2 } },
    ]),
  );
  const network = { nodes, edges: [] };
  const dropped = {
    c: { x: 0, y: shown(outer[1] as StandingItem).y + 60 },
    "b/conv2d_1": {
      x: 900 + places.inside("b/conv2d_1").x,
      y: 515 + places.inside("b/conv2d_1").y,
    },
    b: { x: places.frame.x, y: places.frame.y },
  };
  expect(moveItems(network, asKept(drawn, network, dropped)).nodes).toEqual(nodes);
  expect(
    drawn.placeIn({
      x: 900 + places.inside("b/conv2d_1").x,
      y: 515 + places.inside("b/conv2d_1").y,
    }),
  ).toEqual({
    start: "b/",
    at: { x: 900, y: 515 },
  });
  const last = shown(outer.at(-1) as StandingItem);
  expect(drawn.placeIn(last)).toEqual({ start: "", at: { x: 480, y: 240 } });
});

it("tiles larger than their places are drawn apart, in their order, and each end keeps to its row", () => {
  const large = [
    { id: "a", rect: { x: 0, y: 0, width: 200, height: 200 } },
    { id: "b", rect: { x: 120, y: 85, width: 30, height: 30 } },
    { id: "c", rect: { x: 160, y: 0, width: 200, height: 200 } },
    { id: "d", rect: { x: 100, y: 150, width: 200, height: 200 } },
  ];
  const drawnAt = roomy(large, roomFor(large));
  drawnAt.forEach(({ rect }, at) => {
    for (const other of drawnAt.slice(at + 1)) expect(overlap(rect, other.rect)).toBe(false);
  });
  const [a, b, c, d] = drawnAt.map(({ rect }) => rect);
  expect([a?.y, (b?.y ?? 0) + 15, c?.y]).toEqual([0, 100, 0]);
  expect([(a?.x ?? 0) < (b?.x ?? 0), (b?.x ?? 0) < (c?.x ?? 0)]).toEqual([true, true]);
  expect(d?.y).toBeGreaterThan(200);
  const apart = [tile("e", 0, 100), tile("f", 160, 100)];
  expect([...roomFor(apart).values()]).toEqual([
    { x: 0, y: 0 },
    { x: 0, y: 0 },
  ]);
});

it("two beads beside each other leave room for the names under them", () => {
  const bead = (id: string, x: number) => ({ id, rect: { x, y: 0, width: 30, height: 30 } });
  const beads = [bead("relu_2", 0), bead("output", 50)];
  const [first, second] = roomy(beads, roomFor(beads)).map(({ rect }) => rect);
  expect((second?.x ?? 0) - (first?.x ?? 0)).toBe(76);
});

import { describe, expect, it } from "vitest";
import { networkOf, withNetwork } from "./experiment";
import { experiment, lenet, twoNetworks } from "./fixtures";
import { overlap, type Rect } from "./rects";
import { BETWEEN_FRAMES, frameAround, setApart, shifted, spread, withEmpty } from "./roleFrames";

const frame = (x: number, y: number, width = 300, height = 200): Rect => ({ x, y, width, height });
const moved = (frames: readonly Rect[]) =>
  setApart(frames).map((by, at) => {
    const rect = frames[at] as Rect;
    return { ...rect, x: rect.x + by.x, y: rect.y + by.y };
  });

describe("frames on one canvas", () => {
  it("stay where they are while none is in the way of another", () => {
    const apart = [frame(0, 0), frame(300 + BETWEEN_FRAMES, 0), frame(0, 200 + BETWEEN_FRAMES)];
    expect(setApart(apart)).toEqual([0, 0, 0].map(() => ({ x: 0, y: 0 })));
  });

  it("go to the right where the whole is shown larger so, else down, and the first stays", () => {
    expect(setApart([frame(0, 0), frame(0, 0)])[1]).toEqual({ x: 300 + BETWEEN_FRAMES, y: 0 });
    const wide = frame(0, 0, 1100, 150);
    expect(setApart([wide, wide])[1]).toEqual({ x: 0, y: 150 + BETWEEN_FRAMES });
  });

  it("clear all that is in the way, the same each time", () => {
    const piled = [frame(0, 0), frame(10, 10), frame(20, 0), frame(600, 40)];
    const after = moved(piled);
    after.forEach((one, at) => {
      for (const other of after.slice(at + 1)) expect(overlap(one, other)).toBe(false);
    });
    expect(moved(piled)).toEqual(after);
    expect(setApart(after).every(({ x, y }) => x === 0 && y === 0)).toBe(true);
  });

  it("have a place where a network has no layers", () => {
    expect(frameAround([])).toBeNull();
    const [first, second] = withEmpty([null, frame(50, 60)]);
    expect(second).toEqual(frame(50, 60));
    expect(first).toMatchObject({ x: 350 + BETWEEN_FRAMES, y: 60 });
  });
});

describe("a document from before networks shared a canvas", () => {
  it("is set apart, and changed in nothing but places", () => {
    const old = twoNetworks();
    const now = spread(old);
    const [generator, discriminator] = ["generator", "discriminator"].map((role) =>
      networkOf(now, role),
    );
    expect(generator).toBe(networkOf(old, "generator"));
    const places = Object.values(discriminator?.nodes ?? {}).map(({ position }) => position);
    const before = Object.values(networkOf(old, "discriminator").nodes).map(
      ({ position }) => position,
    );
    const by = {
      x: (places[0]?.x ?? 0) - (before[0]?.x ?? 0),
      y: (places[0]?.y ?? 0) - (before[0]?.y ?? 0),
    };
    expect(Math.hypot(by.x, by.y)).toBeGreaterThan(100);
    expect(places).toEqual(before.map(({ x, y }) => ({ x: x + by.x, y: y + by.y })));
    expect(spread(now)).toBe(now);
  });

  it("stays itself where its networks stand apart already, and where it has one", () => {
    const one = experiment(lenet());
    expect(spread(one)).toBe(one);
    const two = twoNetworks();
    const far = shifted(networkOf(two, "discriminator"), { x: 0, y: 1000 });
    const apart = withNetwork(two, "discriminator", far);
    expect(spread(apart)).toBe(apart);
  });
});

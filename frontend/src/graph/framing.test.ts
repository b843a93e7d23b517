import { describe, expect, it } from "vitest";
import { moveItems } from "./edit";
import { networkOf } from "./experiment";
import { twoNetworks } from "./fixtures";
import { apart, inFrames, roomIn, startAt } from "./framing";
import { boxes, usualWidth } from "./geometry";
import { overlap } from "./rects";
import { spread } from "./roleFrames";
import { partOf, sheetOf, withSheet } from "./sheet";
import { frameOf } from "./taken";

const two = spread(twoNetworks());
const lying = { document: two };
const sheet = sheetOf(lying);
const sizes = boxes(sheet, () => null, new Set(), usualWidth);
const parts = (of = sheet) => ["generator/", "discriminator/"].map((start) => partOf(of, start));
const middle = (role: string) => {
  const frame = frameOf(partOf(sheet, `${role}/`), sizes);
  if (frame === null) throw new Error("no frame");
  return { x: frame.x + frame.width / 2, y: frame.y + frame.height / 2 };
};

describe("a place on the canvas of two networks", () => {
  it("belongs to the network in whose frame it lies, or to the nearest", () => {
    for (const role of ["generator", "discriminator"])
      expect(startAt(lying, middle(role), sizes)).toBe(`${role}/`);
    expect(startAt(lying, { x: -5000, y: -5000 }, sizes)).toBe("generator/");
    expect(startAt(lying, { x: 5000, y: 5000 }, sizes)).toBe("discriminator/");
  });

  it("is found for a new layer beside what stands in the frame that it belongs to", () => {
    const place = roomIn(lying, "discriminator/", middle("generator"), sizes);
    expect(startAt(lying, place, sizes)).toBe("discriminator/");
    const taken = Object.values(networkOf(two, "discriminator").nodes).map(
      ({ position }) => position,
    );
    expect(taken.every(({ x, y }) => Math.hypot(x - place.x, y - place.y) > 20)).toBe(true);
  });
});

describe("networks that are moved onto each other", () => {
  it("make way, and stay where they are when none is in the way", () => {
    expect(apart(parts(), sizes)).toBeNull();
    const onto = moveItems(sheet, {
      "discriminator/output": {
        ...(sheet.nodes["generator/linear_1"]?.position ?? { x: 0, y: 0 }),
      },
    });
    const places = apart(parts(onto), sizes);
    expect(Object.keys(places ?? {}).every((id) => id.startsWith("discriminator/"))).toBe(true);
    const after = withSheet(lying, moveItems(onto, places ?? {}));
    const [one, other] = parts(sheetOf({ document: after })).map((part) => frameOf(part, sizes));
    expect(one && other && overlap(one, other)).toBe(false);
  });
});

describe("networks that are laid out", () => {
  it("stand where all can be shown largest, side by side where that costs little", () => {
    const laid = (wide: boolean) =>
      parts().map(({ nodes }) =>
        Object.fromEntries(
          Object.keys(nodes).map((id, at) => [
            id,
            wide ? { x: 400 * at, y: 0 } : { x: 0, y: 200 * at },
          ]),
        ),
      );
    const xs = (places: Readonly<Record<string, { x: number }>>) =>
      places["discriminator/input"]?.x ?? 0;
    expect(xs(inFrames(parts(), [laid(false), laid(false)], sizes))).toBeGreaterThan(100);
    expect(xs(inFrames(parts(), [laid(true), laid(true)], sizes))).toBe(0);
  });
});

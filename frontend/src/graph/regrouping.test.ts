import { describe, expect, it } from "vitest";
import { group } from "./annotating";
import { LENET_VALUES, lenet } from "./fixtures";
import { boxes } from "./geometry";
import { afterDrag } from "./regrouping";

const [network] = group(lenet(), ["conv2d_1", "relu_1", "max_pool2d_1"], "Eyes");
const sizes = boxes(network, (id) => LENET_VALUES[id] ?? null, new Set());
const members = (places: Parameters<typeof afterDrag>[1]) =>
  Object.values(afterDrag(network, places, sizes).network.groups ?? {}).map(({ nodes }) => nodes);

describe("a layer that is dragged", () => {
  it("into a frame joins", () => {
    expect(members({ linear_2: { x: 300, y: 130 } })).toEqual([
      ["conv2d_1", "relu_1", "max_pool2d_1", "linear_2"],
    ]);
  });

  it("out of its frame leaves, and within it stays", () => {
    expect(members({ max_pool2d_1: { x: 454, y: 700 } })).toEqual([["conv2d_1", "relu_1"]]);
    expect(members({ max_pool2d_1: { x: 480, y: 120 } })).toEqual([
      ["conv2d_1", "relu_1", "max_pool2d_1"],
    ]);
  });

  it("with all of its group goes as it is", () => {
    const all = {
      conv2d_1: { x: 0, y: 900 },
      relu_1: { x: 250, y: 900 },
      max_pool2d_1: { x: 300, y: 900 },
    };
    expect(members(all)).toEqual([["conv2d_1", "relu_1", "max_pool2d_1"]]);
  });

  it("beside all frames changes no group", () => {
    const { network: after, changed } = afterDrag(network, { linear_2: { x: 398, y: 600 } }, sizes);
    expect(changed.size).toBe(0);
    expect(after.groups).toBe(network.groups);
  });
});

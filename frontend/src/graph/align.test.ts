import { describe, expect, it } from "vitest";
import { type Alignable, type Alignment, align } from "./align";

const nodes: Alignable[] = [
  { id: "a", position: { x: 0, y: 100 }, width: 100, height: 80 },
  { id: "b", position: { x: 150, y: 120 }, width: 40, height: 40 },
  { id: "c", position: { x: 400, y: 300 }, width: 100, height: 200 },
];

describe("align", () => {
  const cases: [Alignment, [number, number][]][] = [
    [
      "left",
      [
        [0, 100],
        [0, 120],
        [0, 300],
      ],
    ],
    [
      "centre",
      [
        [200, 100],
        [230, 120],
        [200, 300],
      ],
    ],
    [
      "right",
      [
        [400, 100],
        [460, 120],
        [400, 300],
      ],
    ],
    [
      "top",
      [
        [0, 100],
        [150, 80],
        [400, 160],
      ],
    ],
    [
      "middle",
      [
        [0, 230],
        [150, 230],
        [400, 230],
      ],
    ],
    [
      "bottom",
      [
        [0, 360],
        [150, 380],
        [400, 300],
      ],
    ],
    [
      "across",
      [
        [0, 100],
        [230, 120],
        [400, 300],
      ],
    ],
    [
      "down",
      [
        [0, 100],
        [150, 170],
        [400, 300],
      ],
    ],
  ];
  it.each(cases)("%s", (alignment, expected) => {
    const places = align(nodes, alignment);
    expect(["a", "b", "c"].map((id) => [places[id]?.x, places[id]?.y])).toEqual(expected);
  });

  it("needs two nodes, and three to distribute", () => {
    expect(align(nodes.slice(0, 1), "left")).toEqual({});
    expect(align(nodes.slice(0, 2), "across")).toEqual({});
  });
});

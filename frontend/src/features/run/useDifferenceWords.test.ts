import { expect, it } from "vitest";
import { folded } from "./useDifferenceWords";

const field = (node: string, to: string) =>
  ({ what: "field", node, layer: "linear", field: "initialisation", from: "default", to }) as const;

it("says once what several layers have otherwise alike", () => {
  const found = [
    field("linear_1", "zeros"),
    field("linear_2", "zeros"),
    field("linear_3", "normal"),
  ];
  expect(folded(found)).toEqual([
    field("linear_1, linear_2", "zeros"),
    field("linear_3", "normal"),
  ]);
  const rate = { what: "field", node: "", layer: "", field: "seed", from: "0", to: "1" } as const;
  expect(folded([rate, rate])).toEqual([rate, rate]);
});

import { expect, it } from "vitest";
import { strongest } from "./paintSaliency";

it("takes the strongest channel of each pixel, with its sign", () => {
  const values = Int8Array.from([5, -90, 0, -7, 40, 0]);
  const gradient = {
    node: "input",
    shape: [2, 1, 3],
    values: new Uint8Array(values.buffer),
    scale: 1,
  };
  expect([...strongest(gradient)]).toEqual([-7, -90, 0]);
});

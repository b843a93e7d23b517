import { expect, it } from "vitest";
import { defaultLayer } from "./catalogue";
import { givesClasses } from "./classUnits";
import * as edit from "./edit";
import { lenet } from "./fixtures";

it("knows the answer, and the layer whose numbers it takes as they are", () => {
  const network = lenet();
  const wire = { source: "linear_3", target: "output" };
  const at = { x: 0, y: 0 };
  const softmax = edit.insertOnWire(network, wire, "softmax_1", defaultLayer("softmax"), at);
  const flat = edit.insertOnWire(network, wire, "flatten_2", defaultLayer("flatten"), at);
  expect(Object.keys(network.nodes).filter((id) => givesClasses(network, id))).toEqual([
    "linear_3",
    "output",
  ]);
  expect(givesClasses(softmax, "linear_3")).toBe(true);
  expect(givesClasses(softmax, "softmax_1")).toBe(true);
  expect(givesClasses(flat, "linear_3")).toBe(false);
  expect(givesClasses(edit.disconnect(network, [wire]), "linear_3")).toBe(false);
});

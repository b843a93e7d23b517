import { expect, it } from "vitest";
import { differences } from "./differences";
import { experiment, image, lenet, vector } from "./fixtures";
import { canPass, withOff } from "./switching";

const report = (given: Record<string, unknown[]>, ...outputs: unknown[]) =>
  ({
    given,
    outputs: Object.fromEntries(outputs.map((value, at) => [`out${at}`, value])),
  }) as never;

it("lets pass what leaves as it came, and nothing that changes the shape", () => {
  expect(canPass("relu", report({ in: [image(6, 28, 28)] }, image(6, 28, 28)))).toBe(true);
  expect(canPass("max_pool2d", report({ in: [image(6, 28, 28)] }, image(6, 14, 14)))).toBe(false);
  expect(canPass("add", report({ in: [vector(4), vector(4)] }, vector(4)))).toBe(true);
  expect(canPass("concat", report({ in: [vector(4), vector(4)] }, vector(8)))).toBe(false);
  expect(canPass("split", report({ in: [vector(4)] }, vector(4), vector(4)))).toBe(false);
  expect(canPass("input", report({ in: [vector(4)] }, vector(4)))).toBe(false);
  expect(canPass("output", report({ in: [vector(4)] }, vector(4)))).toBe(false);
  expect(canPass("relu", undefined)).toBe(false);
});

it("switches off and on without a trace in the document", () => {
  const network = lenet();
  const off = withOff(network, ["relu_1"], true);
  expect(off.nodes.relu_1).toEqual({ ...network.nodes.relu_1, off: true });
  expect(off.nodes.relu_2).toBe(network.nodes.relu_2);
  expect(withOff(off, ["relu_1"], false)).toEqual(network);
});

it("says between two runs what is off in one of them", () => {
  const [on, off] = [experiment(lenet()), experiment(withOff(lenet(), ["relu_1"], true))];
  expect(differences(on, off)).toEqual([{ what: "off", node: "relu_1" }]);
  expect(differences(off, on)).toEqual([{ what: "on", node: "relu_1" }]);
});

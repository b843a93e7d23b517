import { expect, it } from "vitest";
import { sameLayer, unchangedNodes } from "./compare";
import type { Experiment } from "./experiment";
import {
  freezeOf,
  frozenBy,
  headsOf,
  isFrozen,
  withAnew,
  withFrozen,
  withNewHead,
  withStart,
} from "./fineTuning";
import { experiment, lenet } from "./fixtures";
import { isTuned } from "./tuned";
import type { Layer, Network } from "./types";

const NETWORK = lenet();
const START = { weights: "ab".repeat(32), title: "Digits", run: 1, step: 375 };

const layer = (network: Network, id: string) => network.nodes[id]?.layer as Layer;
const frozen = (network: Network) =>
  Object.keys(network.nodes).filter((id) => isFrozen(layer(network, id)));

it("finds the layers that answer behind whatever has no weights", () => {
  expect([...headsOf(NETWORK)]).toEqual(["linear_3"]);
});

it("freezes convolutions, or all but the head, at one press, and lets go again", () => {
  expect(freezeOf(NETWORK, {})).toBe("nothing");
  const convolutions = withFrozen(NETWORK, frozenBy("convolutions", NETWORK, {}));
  expect(frozen(convolutions)).toEqual(["conv2d_1", "conv2d_2"]);
  expect(freezeOf(convolutions, {})).toBe("convolutions");
  const body = withFrozen(convolutions, frozenBy("body", convolutions, {}));
  expect(frozen(body)).toEqual(["conv2d_1", "conv2d_2", "linear_1", "linear_2"]);
  expect(freezeOf(body, {})).toBe("body");
  const free = withFrozen(body, frozenBy("nothing", body, {}));
  expect(free).toEqual(NETWORK);
});

it("freezes a block that has a convolution inside, and not one of another kind", () => {
  const block = (kind: string) => ({ network: { nodes: { a: { layer: { kind } } }, edges: [] } });
  const blocks = { res: block("conv2d"), mlp: block("linear") } as unknown as Experiment["blocks"];
  const position = { x: 0, y: 0 };
  const nodes = {
    res_1: { layer: { kind: "block", block: "res" }, position },
    mlp_1: { layer: { kind: "block", block: "mlp" }, position },
  };
  expect([...frozenBy("convolutions", { nodes, edges: [] }, blocks)]).toEqual(["res_1"]);
});

it("keeps the factor of a layer that learns slower than the rest", () => {
  const nodes = { ...NETWORK.nodes };
  const slow = { ...layer(NETWORK, "linear_1"), rate: 0.1 };
  nodes.linear_1 = { layer: slow, position: { x: 0, y: 0 } };
  const changed = withFrozen({ ...NETWORK, nodes }, new Set(["conv2d_1"]));
  expect(layer(changed, "linear_1").rate).toBe(0.1);
  expect(frozen(changed)).toEqual(["conv2d_1"]);
});

it("writes a start down, and nothing where the seed draws the weights", () => {
  const plain = experiment(NETWORK);
  const started = withStart(plain, "classifier", START);
  expect(started.start).toEqual({ classifier: START });
  expect(isTuned(plain)).toBe(false);
  expect(isTuned(started)).toBe(true);
  expect("start" in withStart(started, "classifier", null)).toBe(false);
});

it("replaces the head in one step: as many outputs as there are classes, and new weights", () => {
  const started = withStart(experiment(NETWORK), "classifier", START);
  const renewed = withNewHead(started, "classifier", 5);
  const network = renewed.networks.classifier as unknown as Network;
  expect(layer(network, "linear_3").out_features).toBe(5);
  expect(renewed.start?.classifier?.anew).toEqual(["linear_3"]);
  const again = withAnew(renewed, "classifier", "linear_3", false);
  expect(again.start?.classifier?.anew).toEqual([]);
  expect(withNewHead(experiment(NETWORK), "classifier", 5).start).toBeUndefined();
});

it("says that a frozen layer computes what it computed, and that the run is another", () => {
  const held = withFrozen(NETWORK, new Set(["conv2d_1"]));
  expect(unchangedNodes(held, NETWORK).size).toBe(Object.keys(NETWORK.nodes).length);
  expect(sameLayer(layer(held, "conv2d_1"), layer(NETWORK, "conv2d_1"))).toBe(false);
});

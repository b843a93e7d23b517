import { expect, it } from "vitest";
import { differences } from "./differences";
import { removeNodes, setField } from "./edit";
import { type Experiment, networkOf, withNetwork, withValue } from "./experiment";
import { experiment, lenet } from "./fixtures";

const before = {
  ...experiment(lenet()),
  dataset: { kind: "mnist", train_limit: 0, test_limit: 0 },
  seed: 1,
  probes: [],
} as unknown as Experiment;
const rated = withValue(before, ["algorithm"], {
  kind: "supervised",
  batch_size: 64,
  optimizer: { kind: "sgd", learning_rate: 0.05, momentum: 0.9 },
});

it("says nothing of two that do the same, wherever their layers stand", () => {
  const moved = withNetwork(rated, "classifier", {
    ...lenet(),
    nodes: Object.fromEntries(
      Object.entries(lenet().nodes).map(([id, node]) => [
        id,
        { ...node, position: { x: 1, y: 2 } },
      ]),
    ),
  });
  expect(differences(rated, { ...moved, title: "Other", notes: "Written since" })).toEqual([]);
});

it("names dataset, layers, fields and seed with what they were and are", () => {
  const network = networkOf(rated, "classifier");
  const edited = setField(removeNodes(network, ["relu_4"]), "conv2d_1", "out_channels", 12);
  let after = withNetwork(rated, "classifier", edited);
  after = withValue(after, ["dataset"], { kind: "fashion_mnist", train_limit: 640 });
  after = withValue(after, ["algorithm", "optimizer", "learning_rate"], 0.01);
  after = withValue(after, ["seed"], 2);
  expect(differences(rated, after)).toEqual([
    { what: "dataset", from: "mnist", to: "fashion_mnist" },
    { what: "removed", nodes: ["relu_4"] },
    { what: "field", node: "conv2d_1", field: "out_channels", from: "16", to: "12" },
    { what: "field", node: "", field: "learning_rate", from: "0.05", to: "0.01" },
    { what: "field", node: "", field: "seed", from: "1", to: "2" },
  ]);
});

it("names another optimizer by its kind alone, and other wires as such", () => {
  const adam = withValue(rated, ["algorithm", "optimizer"], { kind: "adam", learning_rate: 0.001 });
  expect(differences(rated, adam)).toEqual([
    { what: "field", node: "", field: "optimizer", from: "sgd", to: "adam" },
  ]);
  const network = lenet();
  const rewired = withNetwork(rated, "classifier", { ...network, edges: network.edges.slice(1) });
  expect(differences(rated, rewired)).toEqual([{ what: "rewired" }]);
});

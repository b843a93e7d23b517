import { expect, it } from "vitest";
import { differences } from "./differences";
import { removeNodes, setField } from "./edit";
import { type Experiment, networkOf, withNetwork, withValue } from "./experiment";
import { experiment, lenet } from "./fixtures";

const rated: Experiment = { ...experiment(lenet()), seed: 1 };

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
  after = withValue(after, ["datasets", "data"], { kind: "fashion_mnist", train_limit: 640 });
  after = withValue(after, ["optimizers", "classifier", "optimizer", "learning_rate"], 0.01);
  after = withValue(after, ["seed"], 2);
  expect(differences(rated, after)).toEqual([
    { what: "dataset", from: "mnist", to: "fashion_mnist" },
    { what: "removed", nodes: ["relu_4"] },
    {
      what: "field",
      node: "conv2d_1",
      layer: "conv2d",
      field: "out_channels",
      from: "16",
      to: "12",
    },
    {
      what: "field",
      node: "",
      layer: "",
      field: "optimizers.classifier.optimizer.learning_rate",
      from: "0.05",
      to: "0.01",
    },
    { what: "field", node: "", layer: "", field: "seed", from: "1", to: "2" },
  ]);
});

it("names another optimizer by its kind alone, and other wires as such", () => {
  const path = ["optimizers", "classifier", "optimizer"];
  const adam = withValue(rated, path, { kind: "adam", learning_rate: 0.001 });
  expect(differences(rated, adam)).toEqual([
    { what: "field", node: "", layer: "", field: path.join("."), from: "sgd", to: "adam" },
  ]);
  const network = lenet();
  const rewired = withNetwork(rated, "classifier", { ...network, edges: network.edges.slice(1) });
  expect(differences(rated, rewired)).toEqual([{ what: "rewired" }]);
});

it("names a setting by its path, and says where one was off", () => {
  let after = withValue(rated, ["pace", "early_stopping", "patience"], 3);
  after = withValue(after, ["pace", "keep_best"], "accuracy");
  after = withValue(after, ["datasets", "data", "train_limit"], 640);
  after = withValue(after, ["probes"], null);
  expect(differences(rated, after)).toEqual([
    {
      what: "field",
      node: "",
      layer: "",
      field: "datasets.data.train_limit",
      from: "0",
      to: "640",
    },
    {
      what: "field",
      node: "",
      layer: "",
      field: "pace.early_stopping.patience",
      from: "0",
      to: "3",
    },
    { what: "field", node: "", layer: "", field: "pace.keep_best", from: "\u2013", to: "accuracy" },
    { what: "recorded" },
  ]);
});

it("tells what is done to the images by kind and settings", () => {
  const crop = { kind: "crop", padding: 2, fill: 0 } as const;
  const flip = { kind: "flip", probability: 0.5 } as const;
  const after = withValue(rated, ["augmentation"], [crop, flip]);
  expect(differences(rated, after)).toEqual([
    {
      what: "field",
      node: "",
      layer: "",
      field: "augmentation",
      from: "\u2013",
      to: "crop 2 0 + flip 0.5",
    },
  ]);
});

it("tells what the weights are from that a network begins with, and not by which digest they are kept", () => {
  const start = { classifier: { weights: "a".repeat(64), title: "Digits 0-4", run: 1, step: 20 } };
  const begun: Experiment = { ...rated, start };
  expect(differences(rated, begun)).toEqual([{ what: "start", title: "Digits 0-4" }]);
  expect(differences(begun, { ...rated, start: {} })).toEqual([{ what: "start", title: "" }]);
  expect(differences(rated, { ...rated, start: {} })).toEqual([]);
});

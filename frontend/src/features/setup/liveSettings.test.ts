import { afterEach, beforeEach, expect, it, vi } from "vitest";
import { residual } from "@/graph/blocks/openedFixture";
import { createDocumentStore } from "@/graph/documentStore";
import type { Experiment } from "@/graph/experiment";
import { experiment, lenet } from "@/graph/fixtures";
import { withOff } from "@/graph/switching";
import { followSettings, liveSettings } from "./liveSettings";

const { nodes, edges } = lenet();
const DROPOUT = { layer: { kind: "dropout", p: 0.5 }, position: { x: 0, y: 0 } };
const EXPERIMENT = experiment({ nodes: { ...nodes, dropout_1: DROPOUT }, edges });
const OPTIMIZER = ["optimizers", "classifier", "optimizer"];
const MOMENTUM = [...OPTIMIZER, "momentum"];

function opened() {
  const store = createDocumentStore();
  store.getState().open({ id: "one", revision: 1, document: EXPERIMENT });
  return store;
}

/** Those of nodes that are on say nothing here. */
const valuesOf = (experiment: Experiment) =>
  Object.fromEntries(
    [...liveSettings(experiment)].flatMap(([path, { owner, value }]) =>
      owner === "off" && value === 0 ? [] : [[path, value]],
    ),
  );

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

it("knows what can change in mid-run by the paths of the fields", () => {
  expect(valuesOf(EXPERIMENT)).toEqual({
    "algorithm.loss.label_smoothing": 0,
    "optimizers.classifier.optimizer.learning_rate": 0.05,
    "optimizers.classifier.optimizer.momentum": 0.9,
    "optimizers.classifier.optimizer.weight_decay": 0,
    "optimizers.classifier.clip_norm": 0,
    "networks.classifier.nodes.dropout_1.layer.p": 0.5,
    ...Object.fromEntries(
      ["conv2d_1", "conv2d_2", "linear_1", "linear_2", "linear_3"].map((node) => [
        `networks.classifier.nodes.${node}.layer.rate`,
        1,
      ]),
    ),
  });
});

it("knows what can change of a game, whether or not the document speaks of it", () => {
  const of = (algorithm: object) =>
    valuesOf({
      ...EXPERIMENT,
      algorithm: { kind: "gan", sample: "data.point", latent: 2, ...algorithm },
    });
  expect(of({})).toMatchObject({
    "algorithm.instance_noise": 0,
    "algorithm.loss.label_smoothing": 0,
  });
  const loss = { kind: "wasserstein_penalty", gradient_penalty: 2 };
  expect(of({ loss, instance_noise: 0.1 })).toMatchObject({
    "algorithm.instance_noise": 0.1,
    "algorithm.loss.gradient_penalty": 2,
  });
});

it("tells the run of a layer that is frozen, although the document did not speak of its rate before", () => {
  const store = opened();
  const send = vi.fn();
  const end = followSettings(store, { asked: EXPERIMENT, changed: () => undefined, send });
  store.getState().setField("conv2d_1", "rate", 0);
  vi.advanceTimersByTime(1_000);
  expect(send.mock.calls).toEqual([["networks.classifier.nodes.conv2d_1.layer.rate", 0]]);
  end();
});

it("tells the run of a layer that is switched off, and on again", () => {
  const store = opened();
  const send = vi.fn();
  let now: number | undefined;
  const end = followSettings(store, { asked: EXPERIMENT, changed: () => now, send });
  store.getState().alter((network) => withOff(network, ["relu_1"], true));
  vi.advanceTimersByTime(1_000);
  now = 1;
  store.getState().alter((network) => withOff(network, ["relu_1"], false));
  vi.advanceTimersByTime(1_000);
  const path = "networks.classifier.nodes.relu_1.off";
  expect(send.mock.calls).toEqual([
    [path, 1],
    [path, 0],
  ]);
  end();
});

it("tells of a layer inside of a block wherever the block stands", () => {
  const inside = {
    network: {
      nodes: {
        input: { layer: { kind: "input" }, position: { x: 0, y: 0 } },
        relu_1: { layer: { kind: "relu" }, position: { x: 0, y: 0 }, off: true },
        output: { layer: { kind: "output" }, position: { x: 0, y: 0 } },
      },
      edges: [],
    },
    parameters: {},
    bindings: {},
  };
  const use = (repeat: number) => ({
    layer: { kind: "block", block: "res", repeat },
    position: { x: 0, y: 0 },
  });
  const network = { nodes: { res_1: use(2), res_2: use(1) }, edges: [] };
  const document = { ...experiment(network), blocks: { res: inside } } as unknown as Experiment;
  expect(Object.keys(valuesOf(document)).filter((path) => path.endsWith(".off"))).toEqual([
    "networks.classifier.nodes.res_1/0/relu_1.off",
    "networks.classifier.nodes.res_1/1/relu_1.off",
    "networks.classifier.nodes.res_2/relu_1.off",
  ]);
});

it("tells of a layer that is frozen in one use of a block, and at no other", () => {
  const store = createDocumentStore();
  const asked = residual();
  store.getState().open({ id: "one", revision: 1, document: asked });
  const way = { role: "classifier", way: ["res_2"], copies: [0] };
  const send = vi.fn();
  const end = followSettings(store, { asked, changed: () => undefined, send });
  const freeze = (rate: number) => store.getState().setField("res_2/conv2d_1", "rate", rate);
  store.getState().enter({ ...way, onlyThis: true });
  freeze(0);
  vi.advanceTimersByTime(1_000);
  const path = (node: string) => `networks.classifier.nodes.${node}/conv2d_1.layer.rate`;
  expect(send.mock.calls).toEqual([[path("res_2"), 0]]);
  // At all uses it is so at each of their copies.
  send.mockClear();
  store.getState().undo();
  store.getState().enter({ ...way, onlyThis: false });
  freeze(0.5);
  vi.advanceTimersByTime(1_000);
  const stages = ["stage_1", "stage_2"].flatMap((use) => [`${use}/res_1/0`, `${use}/res_1/1`]);
  const everywhere = ["res_1/0", "res_1/1", "res_2", ...stages];
  expect(send.mock.calls.toSorted()).toEqual(everywhere.map((use) => [path(use), 0.5]));
  end();
});

it("knows those of every network that learns, and none that the loss does not have", () => {
  const { classifier } = EXPERIMENT.optimizers;
  if (classifier === undefined) throw new Error("nothing learns");
  const two: Experiment = {
    ...EXPERIMENT,
    algorithm: {
      kind: "supervised",
      input: "data.image",
      target: "data.image",
      loss: { kind: "huber", delta: 1 },
    },
    optimizers: { generator: classifier, critic: { ...classifier, clip_norm: 2 } },
  };
  const values = valuesOf(two);
  expect(values["optimizers.generator.optimizer.learning_rate"]).toBe(0.05);
  expect(values["optimizers.critic.clip_norm"]).toBe(2);
  expect(Object.keys(values).filter((path) => path.startsWith("algorithm."))).toEqual([]);
});

it("tells the run of the value at which the reader comes to rest, once", () => {
  const store = opened();
  const send = vi.fn();
  const end = followSettings(store, { asked: EXPERIMENT, changed: () => undefined, send });
  store.getState().setExperiment(MOMENTUM, 0.8);
  store.getState().setExperiment(MOMENTUM, 0.85);
  store.getState().setField("dropout_1", "p", 0.2);
  store.getState().setExperiment(["pace", "batch_size"], 32);
  expect(send).not.toHaveBeenCalled();
  vi.runAllTimers();
  expect(send.mock.calls).toEqual([
    [MOMENTUM.join("."), 0.85],
    ["networks.classifier.nodes.dropout_1.layer.p", 0.2],
  ]);
  end();
  store.getState().setExperiment(MOMENTUM, 0.5);
  vi.runAllTimers();
  expect(send).toHaveBeenCalledTimes(2);
});

it("leaves the run alone where its own value is meant, or another optimizer's", () => {
  const store = opened();
  const send = vi.fn();
  followSettings(store, {
    asked: EXPERIMENT,
    changed: (path) => (path === MOMENTUM.join(".") ? 0.7 : undefined),
    send,
  });
  store.getState().setExperiment(MOMENTUM, 0.7);
  vi.runAllTimers();
  const adam = { kind: "adam", learning_rate: 0.001, weight_decay: 0 };
  store.getState().setExperiment(OPTIMIZER, adam);
  store.getState().setExperiment([...OPTIMIZER, "learning_rate"], 0.002);
  vi.runAllTimers();
  expect(send).not.toHaveBeenCalled();
});

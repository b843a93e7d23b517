import { afterEach, beforeEach, expect, it, vi } from "vitest";
import { createDocumentStore } from "@/graph/documentStore";
import type { Experiment } from "@/graph/experiment";
import { followSettings, liveSettings } from "./liveSettings";

const EXPERIMENT = {
  title: "",
  notes: "",
  networks: {
    classifier: {
      nodes: {
        dropout_1: { layer: { kind: "dropout", p: 0.5 }, position: { x: 0, y: 0 } },
        linear_1: {
          layer: { kind: "linear", out_features: 10, bias: true },
          position: { x: 0, y: 0 },
        },
      },
      edges: [],
    },
  },
  algorithm: {
    kind: "supervised",
    optimizer: {
      kind: "sgd",
      learning_rate: 0.05,
      momentum: 0.9,
      nesterov: false,
      weight_decay: 0,
    },
    label_smoothing: 0,
    clip_norm: 0,
    batch_size: 64,
  },
} as unknown as Experiment;

function opened() {
  const store = createDocumentStore();
  store.getState().open({ id: "one", revision: 1, document: EXPERIMENT });
  return store;
}

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

it("knows what can change in mid-run by the run's own names", () => {
  const values = [...liveSettings(EXPERIMENT)].map(([name, { value }]) => [name, value]);
  expect(Object.fromEntries(values)).toEqual({
    learning_rate: 0.05,
    momentum: 0.9,
    weight_decay: 0,
    label_smoothing: 0,
    clip_norm: 0,
    "dropout:dropout_1": 0.5,
  });
});

it("tells the run of the value at which the reader comes to rest, once", () => {
  const store = opened();
  const send = vi.fn();
  const end = followSettings(store, { asked: EXPERIMENT, changed: () => undefined, send });
  store.getState().setExperiment(["algorithm", "optimizer", "momentum"], 0.8);
  store.getState().setExperiment(["algorithm", "optimizer", "momentum"], 0.85);
  store.getState().setField("dropout_1", "p", 0.2);
  store.getState().setExperiment(["algorithm", "batch_size"], 32);
  expect(send).not.toHaveBeenCalled();
  vi.runAllTimers();
  expect(send.mock.calls).toEqual([
    ["momentum", 0.85],
    ["dropout:dropout_1", 0.2],
  ]);
  end();
  store.getState().setExperiment(["algorithm", "optimizer", "momentum"], 0.5);
  vi.runAllTimers();
  expect(send).toHaveBeenCalledTimes(2);
});

it("leaves the run alone where its own value is meant, or another optimizer's", () => {
  const store = opened();
  const send = vi.fn();
  followSettings(store, {
    asked: EXPERIMENT,
    changed: (name) => (name === "momentum" ? 0.7 : undefined),
    send,
  });
  store.getState().setExperiment(["algorithm", "optimizer", "momentum"], 0.7);
  vi.runAllTimers();
  const adam = { kind: "adam", learning_rate: 0.001, weight_decay: 0 };
  store.getState().setExperiment(["algorithm", "optimizer"], adam);
  store.getState().setExperiment(["algorithm", "optimizer", "learning_rate"], 0.002);
  vi.runAllTimers();
  expect(send).not.toHaveBeenCalled();
});

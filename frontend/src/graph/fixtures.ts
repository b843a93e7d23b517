/** LeNet-5 as its preset draws it, for tests. */
import { defaultLayer } from "./catalogue";
import type { Experiment } from "./experiment";
import type { GraphNode, Network, Value } from "./types";

const ROWS: readonly (readonly [string, string, number, number])[] = [
  ["input", "input", 0, 100],
  ["conv2d_1", "conv2d", 152, 100],
  ["relu_1", "relu", 404, 100],
  ["max_pool2d_1", "max_pool2d", 454, 100],
  ["conv2d_2", "conv2d", 630, 100],
  ["relu_2", "relu", 834, 100],
  ["max_pool2d_2", "max_pool2d", 884, 100],
  ["flatten_1", "flatten", 0, 332],
  ["linear_1", "linear", 128, 332],
  ["relu_3", "relu", 346, 332],
  ["linear_2", "linear", 398, 332],
  ["relu_4", "relu", 616, 332],
  ["linear_3", "linear", 668, 332],
  ["output", "output", 828, 332],
];

export const image = (...sides: [number, number, number]): Value => ({
  kind: "image",
  sides,
  categories: 0,
});
export const vector = (features: number): Value => ({
  kind: "vector",
  sides: [features],
  categories: 0,
});

export const LENET_VALUES: Readonly<Record<string, Value>> = {
  input: image(1, 28, 28),
  conv2d_1: image(6, 28, 28),
  relu_1: image(6, 28, 28),
  max_pool2d_1: image(6, 14, 14),
  conv2d_2: image(16, 10, 10),
  relu_2: image(16, 10, 10),
  max_pool2d_2: image(16, 5, 5),
  flatten_1: vector(400),
  linear_1: vector(120),
  relu_3: vector(120),
  linear_2: vector(84),
  relu_4: vector(84),
  linear_3: vector(10),
  output: vector(10),
};

export function lenet(): Network {
  const nodes: Record<string, GraphNode> = {};
  for (const [id, kind, x, y] of ROWS)
    nodes[id] = { layer: defaultLayer(kind), position: { x, y } };
  return { nodes, edges: chain(ROWS.map(([id]) => id)) };
}

export function chain(ids: readonly string[]): { source: string; target: string }[] {
  return ids.slice(1).map((target, index) => ({ source: ids[index] ?? "", target }));
}

export function experiment(network: Network): Experiment {
  return {
    format: 2,
    title: "LeNet-5 on MNIST",
    notes: "",
    networks: { classifier: network },
    datasets: { data: { kind: "mnist", train_limit: 0 } },
    algorithm: {
      kind: "supervised",
      input: "data.image",
      target: "data.label",
      loss: { kind: "cross_entropy", label_smoothing: 0 },
    },
    optimizers: {
      classifier: {
        optimizer: {
          kind: "sgd",
          learning_rate: 0.05,
          momentum: 0.9,
          nesterov: false,
          weight_decay: 0,
        },
        schedule: { kind: "constant" },
        clip_norm: 0,
      },
    },
    pace: {
      batch_size: 64,
      length: { kind: "epochs", epochs: 3 },
      evaluations: { kind: "per_epoch", times: 4 },
      early_stopping: { patience: 0, metric: "loss" },
      keep_best: "",
    },
    probes: [],
    seed: 0,
    device: "auto",
    threads: 0,
    memory_format: "auto",
    arrangement: { order: [], chosen: {}, height: 0 },
    // Edits walk layers by name; the union of them can't be followed there.
  } as unknown as Experiment;
}

function perceptron(): Network {
  const ids = ["input", "linear_1", "output"];
  const nodes: Record<string, GraphNode> = {};
  ids.forEach((id, at) => {
    const layer = defaultLayer(id === "linear_1" ? "linear" : id);
    nodes[id] = { layer, position: { x: 200 * at, y: 100 } };
  });
  return { nodes, edges: chain(ids) };
}

/** Two networks against each other, whose layers have the same names. */
export function twoNetworks(): Experiment {
  const { optimizers, ...rest } = experiment(perceptron());
  const { classifier: optimizer } = optimizers;
  return {
    ...rest,
    networks: { generator: perceptron(), discriminator: perceptron() },
    algorithm: { kind: "gan", sample: "data.point", latent: 16 },
    datasets: { data: { kind: "ring" } },
    optimizers: { generator: optimizer, discriminator: optimizer },
  } as unknown as Experiment;
}

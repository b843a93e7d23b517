/** Small networks with the same pattern at several places, for tests. */
import { defaultLayer } from "../catalogue";
import type { Experiment } from "../experiment";
import { chain, experiment } from "../fixtures";
import type { Edge, Layer, Network } from "../types";

export const layer = (kind: string, fields: Partial<Layer> = {}): Layer =>
  ({ ...defaultLayer(kind), ...fields }) as Layer;

/** Nodes by name, wires as `a b`. */
export function wired(layers: Readonly<Record<string, Layer>>, ...wires: string[]): Network {
  const nodes = Object.entries(layers).map(
    ([id, each], at) => [id, { layer: each, position: { x: 100 * at, y: 100 } }] as const,
  );
  const edges = wires.map((wire): Edge => {
    const [source = "", target = ""] = wire.split(" ");
    return { source, target };
  });
  return { nodes: Object.fromEntries(nodes), edges };
}

const conv = (channels: number, kernel = 3): Layer =>
  layer("conv2d", { out_channels: channels, kernel_size: [kernel, kernel] });

/** input → three times convolution, ReLU, pooling, of which the last has other maps → flatten → linear → output. */
export function stages(): Network {
  const layers: Record<string, Layer> = { input: layer("input") };
  for (const [at, channels] of [8, 8, 16].entries()) {
    layers[`conv2d_${at + 1}`] = conv(channels);
    layers[`relu_${at + 1}`] = layer("relu");
    layers[`max_pool2d_${at + 1}`] = layer("max_pool2d");
  }
  Object.assign(layers, {
    flatten_1: layer("flatten"),
    linear_1: layer("linear", { out_features: 10 }),
    output: layer("output"),
  });
  return { ...wired(layers), edges: chain(Object.keys(layers)) };
}

export const STAGE = ["conv2d_1", "relu_1", "max_pool2d_1"];

/** conv2d_1 → two residual units, in one of which the sum has its wires the other way round → output. */
export function residuals(): Network {
  return wired(
    {
      input: layer("input"),
      conv2d_1: conv(8),
      conv2d_2: conv(8),
      relu_1: layer("relu"),
      conv2d_3: conv(8),
      add_1: layer("add"),
      conv2d_4: conv(8),
      relu_2: layer("relu"),
      conv2d_5: conv(8),
      add_2: layer("add"),
      output: layer("output"),
    },
    "input conv2d_1",
    "conv2d_1 conv2d_2",
    "conv2d_2 relu_1",
    "relu_1 conv2d_3",
    "conv2d_3 add_1",
    "conv2d_1 add_1",
    "add_1 conv2d_4",
    "conv2d_4 relu_2",
    "relu_2 conv2d_5",
    "add_1 add_2",
    "conv2d_5 add_2",
    "add_2 output",
  );
}

export const UNIT = ["conv2d_2", "relu_1", "conv2d_3", "add_1"];

export const documentOf = (network: Network): Experiment => experiment(network);

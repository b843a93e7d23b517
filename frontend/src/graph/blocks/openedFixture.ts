/** A residual network in small, for tests: a block that stands at two places, one of them twice, and one around it. */
import { defaultLayer } from "../catalogue";
import type { Experiment } from "../experiment";
import { chain, experiment } from "../fixtures";
import type { Block, Layer, Network } from "../types";

function row(layers: Readonly<Record<string, Layer>>): Network {
  const ids = Object.keys(layers);
  const nodes = Object.fromEntries(
    ids.map((id, at) => [id, { layer: layers[id] as Layer, position: { x: 160 * at, y: 100 } }]),
  );
  return { nodes, edges: chain(ids) };
}

export const standing = (block: string, more: Partial<Layer> = {}): Layer => ({
  ...defaultLayer("block"),
  block,
  ...more,
});

/** Two convolutions and a wire around them. */
function res(): Block {
  const network = row({
    input: defaultLayer("input"),
    conv2d_1: { ...defaultLayer("conv2d"), padding: [1, 1] },
    relu_1: defaultLayer("relu"),
    conv2d_2: { ...defaultLayer("conv2d"), padding: [1, 1] },
    add_1: defaultLayer("add"),
    output: defaultLayer("output"),
  });
  return {
    network: { ...network, edges: [...network.edges, { source: "input", target: "add_1" }] },
    parameters: { channels: 4, stride: 1 },
    bindings: {
      "conv2d_1.out_channels": "channels",
      "conv2d_2.out_channels": "channels",
      "conv2d_1.stride": "stride",
    },
  };
}

const stage = (): Block => ({
  network: row({
    input: defaultLayer("input"),
    res_1: standing("res"),
    output: defaultLayer("output"),
  }),
  parameters: { width: 8, depth: 2 },
  bindings: { "res_1.arguments.channels": "width", "res_1.repeat": "depth" },
});

/** `res_1` twice in a row, `res_2` once, `stage_1` around two more. */
export function residual(): Experiment {
  const network = row({
    input: defaultLayer("input"),
    conv2d_1: defaultLayer("conv2d"),
    res_1: standing("res", { repeat: 2 }),
    res_2: standing("res", { arguments: { channels: 16 } }),
    stage_1: standing("stage"),
    stage_2: standing("stage", { arguments: { width: 32 } }),
    output: defaultLayer("output"),
  });
  return {
    ...experiment(network),
    blocks: { res: res(), stage: stage() },
  } as unknown as Experiment;
}

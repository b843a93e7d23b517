/** Layers with several ports, for tests: today's catalogue has none. */
import type { CheckedExperiment } from "@/schema/checked";
import type { LayerSpec, PortSpec } from "@/schema/spec";
import { image, vector } from "./fixtures";
import type { Edge, GraphNode, Network } from "./types";

const port = (name: string, more: Partial<PortSpec> = {}): PortSpec => ({
  name,
  takes: ["vector"],
  many: false,
  optional: false,
  ...more,
});

function layer(kind: string, inputs: readonly PortSpec[], outputs: readonly string[]): LayerSpec {
  return {
    kind,
    live_fields: [],
    fields: [],
    family: "merge",
    bead: false,
    inputs,
    outputs,
  };
}

const PORTED = {
  /** Two inputs; a third may be left alone. */
  attention: layer(
    "attention",
    [port("query"), port("key"), port("mask", { optional: true, many: true })],
    ["out"],
  ),
  /** Two outputs. */
  lstm: layer("lstm", [port("in")], ["out", "state"]),
};

/** The generated catalogue with these as well: what `vi.mock` puts in its place. */
export function withPorted<Catalogue extends { readonly layers: object }>(module: {
  readonly catalogue: Catalogue;
}) {
  const { catalogue } = module;
  return { catalogue: { ...catalogue, layers: { ...catalogue.layers, ...PORTED } } };
}

/** `lstm_1.state attention_1.key` */
export function wire(text: string): Edge {
  const [from = "", to = ""] = text.split(" ");
  const [source = "", source_port] = from.split(".");
  const [target = "", target_port] = to.split(".");
  return {
    source,
    target,
    ...(source_port && { source_port }),
    ...(target_port && { target_port }),
  };
}

const KINDS = [
  ["input", 0],
  ["flatten_1", 150],
  ["lstm_1", 300],
  ["attention_1", 520],
  ["output", 760],
] as const;

/** An lstm whose two outputs are an attention's two inputs. */
export function ported(): Network {
  const nodes = Object.fromEntries(
    KINDS.map(([id, x]): [string, GraphNode] => [
      id,
      { layer: { kind: id.replace(/_1$/, "") }, position: { x, y: 100 } },
    ]),
  );
  const wires = [
    "input flatten_1",
    "flatten_1 lstm_1",
    "lstm_1 attention_1.query",
    "lstm_1.state attention_1.key",
    "attention_1 output",
  ];
  return { nodes, edges: wires.map(wire) };
}

/** What the server says of it: the state is another value than what the lstm gives. */
export function portedReport(role: string): CheckedExperiment {
  const plain = { parameters: 0, buffers: 0, flops: 0 };
  const body = (features: number) => ({ ...vector(features), sides: [features] });
  const maps = { ...image(1, 28, 28), sides: [1, 28, 28] };
  const nodes = {
    input: { given: { in: [maps] }, outputs: { out: maps }, ...plain },
    flatten_1: { given: { in: [maps] }, outputs: { out: body(784) }, ...plain },
    lstm_1: { given: { in: [body(784)] }, outputs: { out: body(784), state: body(32) }, ...plain },
    attention_1: {
      given: { query: [body(784)], key: [body(32)], mask: [] },
      outputs: { out: body(784) },
      ...plain,
    },
    output: { given: { in: [body(784)] }, outputs: { out: body(784) }, ...plain },
  };
  const networks = { [role]: { nodes, parameters: 0, buffers: 0, flops: 0, activations: 0 } };
  return { networks, problems: [], memory: { total: 0 } } as unknown as CheckedExperiment;
}

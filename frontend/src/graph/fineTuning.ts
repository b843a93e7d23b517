/** Which layers learn how fast beside the others of their network: a factor of the learning rate, 0 for a frozen one. */
import { familyOf, layerSpec, withField } from "./catalogue";
import { type Experiment, networkOf, withNetwork } from "./experiment";
import type { Layer, Network } from "./types";

const RATE = "rate";

/** Whether there is anything in it that could be frozen. */
export const canFreeze = (kind: string): boolean => layerSpec(kind).live_fields.includes(RATE);

export const rateOf = (layer: Layer): number => (typeof layer.rate === "number" ? layer.rate : 1);

export const isFrozen = (layer: Layer): boolean => canFreeze(layer.kind) && rateOf(layer) === 0;

export const FREEZES = ["nothing", "convolutions", "body"] as const;

/** What is frozen at one press: nothing, all that looks at images, all but the layers that answer. */
export type Freeze = (typeof FREEZES)[number];

/** The layers that answer: the last ones with weights before each output. */
export function headsOf({ nodes, edges }: Network): ReadonlySet<string> {
  const heads = new Set<string>();
  const outputs = Object.keys(nodes).filter((id) => nodes[id]?.layer.kind === "output");
  const seen = new Set(outputs);
  const waiting = [...outputs];
  for (let id = waiting.pop(); id !== undefined; id = waiting.pop()) {
    for (const edge of edges) {
      const kind = nodes[edge.source]?.layer.kind;
      if (edge.target !== id || kind === undefined || seen.has(edge.source)) continue;
      seen.add(edge.source);
      if (canFreeze(kind)) heads.add(edge.source);
      else waiting.push(edge.source);
    }
  }
  return heads;
}

type Blocks = Experiment["blocks"];

/** Whether a layer looks at images: a convolution, what normalises its maps, or a block with one inside. */
function looks(layer: Layer, blocks: Blocks, within: readonly string[] = []): boolean {
  if (layer.kind !== "block")
    return familyOf(layer.kind) === "conv" || layer.kind === "batch_norm2d";
  const name = String(layer.block);
  const inside = blocks?.[name]?.network as Network | undefined;
  if (inside === undefined || within.includes(name)) return false;
  return Object.values(inside.nodes).some((node) => looks(node.layer, blocks, [...within, name]));
}

export function frozenBy(freeze: Freeze, network: Network, blocks: Blocks): ReadonlySet<string> {
  const heads = headsOf(network);
  const chosen = Object.entries(network.nodes).filter(([id, { layer }]) => {
    if (!canFreeze(layer.kind) || freeze === "nothing") return false;
    return freeze === "convolutions" ? looks(layer, blocks) : !heads.has(id);
  });
  return new Set(chosen.map(([id]) => id));
}

/** The freeze that the network is in; null where it is none of them. */
export function freezeOf(network: Network, blocks: Blocks): Freeze | null {
  const frozen = Object.keys(network.nodes).filter((id) => {
    const node = network.nodes[id];
    return node !== undefined && isFrozen(node.layer);
  });
  const same = (freeze: Freeze) => {
    const wanted = frozenBy(freeze, network, blocks);
    return wanted.size === frozen.length && frozen.every((id) => wanted.has(id));
  };
  return FREEZES.find(same) ?? null;
}

/** The network with these layers frozen and no others; those that learn slower or faster go on so. */
export function withFrozen(network: Network, frozen: ReadonlySet<string>): Network {
  const nodes = Object.entries(network.nodes).map(([id, node]) => {
    const now = isFrozen(node.layer);
    if (!canFreeze(node.layer.kind) || now === frozen.has(id)) return [id, node] as const;
    return [id, { ...node, layer: withField(node.layer, RATE, now ? 1 : 0) }] as const;
  });
  if (nodes.every(([id, node]) => network.nodes[id] === node)) return network;
  return { ...network, nodes: Object.fromEntries(nodes) };
}

export type Start = NonNullable<Experiment["start"]>[string];

/** The experiment whose network of this part begins with other weights; null where the seed draws them again. */
export function withStart(experiment: Experiment, role: string, start: Start | null): Experiment {
  const { [role]: _before, ...others } = experiment.start ?? {};
  const next = start === null ? others : { ...others, [role]: start };
  const { start: _start, ...rest } = experiment;
  return Object.keys(next).length === 0 ? rest : { ...rest, start: next };
}

/** Layers that begin as they are drawn, although the weights to start from would have some for them. */
export function withAnew(
  experiment: Experiment,
  role: string,
  node: string,
  anew: boolean,
): Experiment {
  const start = experiment.start?.[role];
  if (start === undefined) return experiment;
  const kept = (start.anew ?? []).filter((each) => each !== node);
  return withStart(experiment, role, { ...start, anew: anew ? [...kept, node] : kept });
}

/** The linear layers that answer, each as wide as the answer must be, with new weights. */
export function withNewHead(experiment: Experiment, role: string, width: number): Experiment {
  const network = networkOf(experiment, role);
  const heads = [...headsOf(network)].filter((id) => network.nodes[id]?.layer.kind === "linear");
  const nodes = { ...network.nodes };
  for (const id of heads) {
    const node = nodes[id];
    if (node === undefined) continue;
    nodes[id] = {
      ...node,
      layer: withField(withField(node.layer, "out_features", width), RATE, 1),
    };
  }
  const renewed = withNetwork(experiment, role, { ...network, nodes });
  return heads.reduce((so, id) => withAnew(so, role, id, true), renewed);
}

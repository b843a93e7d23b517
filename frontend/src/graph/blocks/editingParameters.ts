/** The parameters of a block and the fields that they fill by name, as they are edited where the block is open. */

import {
  blocksOf,
  type Experiment,
  networkOf,
  rolesOf,
  withBlock,
  withNetwork,
} from "../experiment";
import type { Block, FieldValue, Layer, Network } from "../types";
import { isUse } from "./definitions";
import { apartHere, nodeOfField } from "./editing";
import { type Level, layerHere, type OpenUse, openLevel } from "./opened";

/** A field of a node inside: `conv2d_1`, `out_channels`; of a use of another block, `arguments.channels`. */
export interface FieldAt {
  readonly node: string;
  readonly field: string;
}

export const fieldPath = ({ node, field }: FieldAt): string => `${node}.${field}`;

/** The fields that a parameter fills, by their paths. */
export const targetsOf = ({ bindings }: Pick<Block, "bindings">, parameter: string): string[] =>
  Object.keys(bindings).filter((path) => bindings[path] === parameter);

/** The experiment after an edit of the block that is open, for all of its uses or for this one. */
function edited(
  experiment: Experiment,
  open: OpenUse,
  edit: (block: Block, level: Level, so: Experiment) => Block,
): Experiment {
  const so = open.onlyThis ? apartHere(experiment, open) : experiment;
  const level = openLevel(so, open);
  const name = level?.use?.block ?? "";
  const block = blocksOf(so)[name];
  return level === null || block === undefined
    ? experiment
    : withBlock(so, name, edit(block, level, so));
}

function valueAt(layer: Layer | undefined, field: string): FieldValue | undefined {
  const [name = "", inner] = field.split(".");
  const value = layer?.[name];
  if (inner === undefined) return value;
  return (value as Readonly<Record<string, number>> | undefined)?.[inner];
}

/** The number that stands in a field, of a pair the first. */
function numberAt(level: Level, { node, field }: FieldAt): number {
  const value = valueAt(layerHere(level, node), field);
  return Number(Array.isArray(value) ? value[0] : value) || 0;
}

export function bind(
  experiment: Experiment,
  open: OpenUse,
  at: FieldAt,
  parameter: string,
): Experiment {
  return edited(experiment, open, (block, level) => ({
    ...block,
    parameters: Object.hasOwn(block.parameters, parameter)
      ? block.parameters
      : { ...block.parameters, [parameter]: numberAt(level, at) },
    bindings: { ...block.bindings, [fieldPath(at)]: parameter },
  }));
}

/** The network with what bound fields are at this use written into them. */
function written(level: Level, paths: readonly string[]): Network {
  const nodes = { ...level.network.nodes };
  for (const path of paths) {
    const node = nodeOfField(path);
    const [own, here] = [nodes[node], layerHere(level, node)];
    const field = path.slice(node.length + 1).split(".")[0] ?? "";
    const value = here?.[field];
    if (own && value !== undefined)
      nodes[node] = { ...own, layer: { ...own.layer, [field]: value } };
  }
  return { ...level.network, nodes };
}

/** The field is set in the block itself again, and keeps what it is at this use. */
export function unbind(experiment: Experiment, open: OpenUse, at: FieldAt): Experiment {
  const path = fieldPath(at);
  return edited(experiment, open, (block, level) => {
    const { [path]: _gone, ...bindings } = block.bindings;
    return { ...block, network: written(level, [path]), bindings };
  });
}

type Numbers = Readonly<Record<string, number>>;

/** Every use of a block with other arguments, and every block around one with other bindings of them. */
function overUses(
  experiment: Experiment,
  name: string,
  renamed: (parameter: string) => string | null,
): Experiment {
  const isOurs = (layer: Layer | undefined) => isUse(layer) && layer?.block === name;
  const inNetwork = (network: Network): Network => {
    const ours = Object.entries(network.nodes).filter(([, { layer }]) => isOurs(layer));
    if (ours.length === 0) return network;
    const nodes = { ...network.nodes };
    for (const [id, node] of ours) {
      const given = withNames((node.layer.arguments ?? {}) as Numbers, renamed);
      nodes[id] = { ...node, layer: { ...node.layer, arguments: given } };
    }
    return { ...network, nodes };
  };
  const networks = rolesOf(experiment).reduce(
    (so, role) => withNetwork(so, role, inNetwork(networkOf(so, role))),
    experiment,
  );
  return Object.entries(blocksOf(networks)).reduce((so, [id, block]) => {
    const network = inNetwork(block.network);
    if (network === block.network) return so;
    const bindings = Object.fromEntries(
      Object.entries(block.bindings).flatMap(([path, parameter]) => {
        const [node = "", field, inner] = path.split(".");
        if (inner === undefined || !isOurs(network.nodes[node]?.layer)) return [[path, parameter]];
        const now = renamed(inner);
        return now === null ? [] : [[`${node}.${field}.${now}`, parameter]];
      }),
    );
    return withBlock(so, id, { ...block, network, bindings });
  }, networks);
}

function withNames(numbers: Numbers, renamed: (name: string) => string | null): Numbers {
  return Object.fromEntries(
    Object.entries(numbers).flatMap(([name, value]) => {
      const now = renamed(name);
      return now === null ? [] : [[now, value] as const];
    }),
  );
}

/** Under its new name a parameter keeps its place, its fields, and what the uses of the block choose for it. */
export function renameParameter(
  experiment: Experiment,
  open: OpenUse,
  from: string,
  to: string,
): Experiment {
  return changed(experiment, open, from, to, (block) => block.network);
}

/** Its fields keep what they are at this use, everywhere. */
export function removeParameter(
  experiment: Experiment,
  open: OpenUse,
  parameter: string,
): Experiment {
  return changed(experiment, open, parameter, null, (block, level) =>
    written(level, targetsOf(block, parameter)),
  );
}

function changed(
  experiment: Experiment,
  open: OpenUse,
  from: string,
  to: string | null,
  network: (block: Block, level: Level) => Network,
): Experiment {
  const now = (name: string) => (name === from ? to : name);
  const so = edited(experiment, open, (block, level) => ({
    network: network(block, level),
    parameters: withNames(block.parameters, now),
    bindings: Object.fromEntries(
      Object.entries(block.bindings).flatMap(([path, parameter]) => {
        const name = now(parameter);
        return name === null ? [] : [[path, name] as const];
      }),
    ),
  }));
  const name = openLevel(so, open)?.use?.block;
  return name === undefined ? experiment : overUses(so, name, now);
}

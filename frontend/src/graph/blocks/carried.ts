/** Blocks that come with layers from elsewhere: one that is here already is used, another of the same name is renamed. */
import type { Block, Layer, Network } from "../types";
import {
  argumentsOf,
  type Blocks,
  blockOf,
  freeName,
  isUse,
  usedBlocks,
  withSeeds,
} from "./definitions";

export interface Carried {
  /** All blocks of the document afterwards. */
  readonly blocks: Blocks;
  /** What those that were brought are called here. */
  readonly names: ReadonlyMap<string, string>;
}

/** The blocks of a document after others were brought along. */
export function carried(here: Blocks, brought: Blocks): Carried {
  const blocks: Record<string, Block> = { ...here };
  const names = new Map<string, string>();
  // The innermost first: what a block uses has its name here before it is compared.
  const everything = Object.keys(brought).map((name, at) => [
    `use_${at}`,
    { layer: { kind: "block", block: name }, position: { x: 0, y: 0 } },
  ]);
  for (const name of usedBlocks(brought, { nodes: Object.fromEntries(everything) })) {
    const block = brought[name];
    if (!block) continue;
    const renamed = { ...block, network: renamedUses(block.network, names) };
    const same = Object.keys(blocks).find(
      (known) => isNameOf(known, name) && sameBlock(blocks[known] as Block, renamed),
    );
    const called = same ?? freeName(blocks, name);
    blocks[called] ??= renamed;
    names.set(name, called);
  }
  return { blocks, names };
}

/** `residual`, and `residual_2`, by which another one of it was renamed before. */
const isNameOf = (known: string, name: string): boolean =>
  known === name || (known.startsWith(`${name}_`) && /^\d+$/.test(known.slice(name.length + 1)));

/** The network with its uses under the names that the blocks have here. */
export function renamedUses<Part extends Pick<Network, "nodes">>(
  network: Part,
  names: ReadonlyMap<string, string>,
): Part {
  const nodes = Object.entries(network.nodes).map(([id, node]) => {
    const called = isUse(node.layer) ? names.get(blockOf(node.layer)) : undefined;
    const layer = called === undefined ? node.layer : { ...node.layer, block: called };
    return [id, called === undefined ? node : { ...node, layer }] as const;
  });
  return { ...network, nodes: Object.fromEntries(nodes) };
}

/** Copies are drawn by their own names: what they were copied from goes on being drawn by those that it keeps. */
export function withoutSeeds<Part extends Pick<Network, "nodes">>(network: Part): Part {
  const nodes = Object.entries(network.nodes).map(([id, node]) => {
    const layer = isUse(node.layer) ? withSeeds(node.layer, {}) : node.layer;
    return [id, { ...node, layer }] as const;
  });
  return { ...network, nodes: Object.fromEntries(nodes) };
}

/** Whether two blocks are the same to those who use them; places and notes inside are free to differ. */
export function sameBlock(one: Block, other: Block): boolean {
  return written(one) === written(other);
}

function written({ network, parameters, bindings }: Block): string {
  const layers = Object.entries(network.nodes).map(([id, { layer }]) => [
    id,
    isUse(layer) ? { ...layer, arguments: sorted(argumentsOf(layer)) } : layer,
  ]);
  // Order is what inputs and outputs are told apart by, and wires into one port.
  return JSON.stringify([
    layers.map(([id, layer]) => [id, sorted(layer as Layer)]),
    network.edges.map((edge) => sorted(edge)),
    Object.entries(parameters),
    sorted(bindings),
  ]);
}

const sorted = (values: object): [string, unknown][] =>
  Object.entries(values).sort(([one], [other]) => (one < other ? -1 : 1));

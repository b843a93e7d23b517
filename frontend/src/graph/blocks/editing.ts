/** What is edited inside of a block goes back into its definition: for all of its uses, or for the one that is open. */
import { blocksOf, type Experiment, withBlock, withNetwork } from "../experiment";
import type { Network } from "../types";
import { countUses, type Level, levelsOf, type OpenUse, openLevel, usedAt } from "./opened";

const MOST_LETTERS = 40;
const LETTERS = "bcdefghijklmnopqrstuvwxyz";

/** A name for a block that is like another: `res_down_b` beside `res_down`, then `res_down_c`. */
export function freshBlockName(taken: Readonly<Record<string, unknown>>, like: string): string {
  const stem = (text: string, end: string) => `${text.slice(0, MOST_LETTERS - end.length)}${end}`;
  const base = like.replace(/_([b-z]|\d+)$/, "");
  for (const letter of LETTERS) {
    const name = stem(base, `_${letter}`);
    if (!Object.hasOwn(taken, name)) return name;
  }
  let number = 2;
  while (Object.hasOwn(taken, stem(base, `_${number}`))) number++;
  return stem(base, `_${number}`);
}

/** Bindings go with a node that is renamed, and away with one that is gone. */
export function followed(
  bindings: Readonly<Record<string, string>>,
  before: Network,
  after: Network,
): Readonly<Record<string, string>> {
  const [old, now] = [before.nodes, after.nodes];
  if (Object.keys(bindings).every((path) => Object.hasOwn(now, nodeOfField(path)))) return bindings;
  const renamed = new Map(
    Object.entries(now).flatMap(([id, node]) => (Object.hasOwn(old, id) ? [] : [[node, id]])),
  );
  return Object.fromEntries(
    Object.entries(bindings).flatMap(([path, parameter]) => {
      const node = nodeOfField(path);
      const known = old[node];
      const name = Object.hasOwn(now, node) ? node : known && renamed.get(known);
      return name === undefined ? [] : [[`${name}${path.slice(node.length)}`, parameter] as const];
    }),
  );
}

/** `conv2d_1` of `conv2d_1.out_channels` */
export const nodeOfField = (path: string): string => path.slice(0, path.indexOf("."));

/** The experiment with another network in a place of it. */
export function withLevel(experiment: Experiment, level: Level, network: Network): Experiment {
  if (level.use === null) return withNetwork(experiment, level.role, network);
  const block = blocksOf(experiment)[level.use.block];
  if (block === undefined || block.network === network) return experiment;
  const bindings = followed(block.bindings, block.network, network);
  return withBlock(experiment, level.use.block, { ...block, network, bindings });
}

/**
 * The experiment in which no other use has the block that is open: blocks on the way to it that stand elsewhere too
 * become others there, which are the same until they are edited.
 */
export function apartHere(experiment: Experiment, open: OpenUse): Experiment {
  return open.way.reduce((so, node, depth) => {
    const holder = levelsOf(so, { ...open, way: open.way.slice(0, depth) }).at(-1);
    const use = holder && usedAt(so, holder, node);
    const block = blocksOf(so)[use?.block ?? ""];
    if (!holder || !use || block === undefined || countUses(so, use.block) < 2) return so;
    const name = freshBlockName(blocksOf(so), use.block);
    const { nodes } = holder.network;
    const own = nodes[node];
    if (own === undefined) return so;
    const pointing = { ...own, layer: { ...own.layer, block: name } };
    const network = { ...holder.network, nodes: { ...nodes, [node]: pointing } };
    return withLevel(withBlock(so, name, block), holder, network);
  }, experiment);
}

/** The experiment after an edit of the inside that is open. */
export function withInside(experiment: Experiment, open: OpenUse, network: Network): Experiment {
  const level = openLevel(experiment, open);
  if (level === null || level.network === network) return experiment;
  const apart = open.onlyThis ? apartHere(experiment, open) : experiment;
  const now = openLevel(apart, open);
  return now === null ? experiment : withLevel(apart, now, network);
}

/** The experiment with another number for a parameter at the use that is open. */
export function withArgument(
  experiment: Experiment,
  open: OpenUse,
  parameter: string,
  value: number,
): Experiment {
  const [node = "", ...inwards] = open.way.toReversed();
  const holder = { ...open, way: inwards.toReversed() };
  const level = levelsOf(experiment, holder).at(-1);
  if (level === undefined || level.way.length !== holder.way.length) return experiment;
  const own = level.network.nodes[node];
  if (own === undefined) return experiment;
  const given = own.layer.arguments as Readonly<Record<string, number>> | undefined;
  const layer = { ...own.layer, arguments: { ...given, [parameter]: value } };
  const network = {
    ...level.network,
    nodes: { ...level.network.nodes, [node]: { ...own, layer } },
  };
  return level.use === null
    ? withLevel(experiment, level, network)
    : withInside(experiment, holder, network);
}

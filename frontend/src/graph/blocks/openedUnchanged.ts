/** Which layers compute what those of a run did: in the networks, and in the insides of blocks. */

import { sameLayer, unchangedNodes } from "../compare";
import { blocksOf, type Experiment } from "../experiment";
import { serverName } from "../sheet";
import type { Block, Layer, Network } from "../types";
import { isUse } from "./definitions";
import { type Level, layerHere, levelsOf, MOST_LEVELS, type OpenUse } from "./opened";

type Blocks = Readonly<Record<string, Block>>;

/** Whether a block computes the same in both, whatever it is called there: places are free to differ. */
function sameBlock(
  one: Block | undefined,
  other: Block | undefined,
  both: Both,
  depth = 0,
): boolean {
  if (one === other) return true;
  if (one === undefined || other === undefined || depth > MOST_LEVELS) return false;
  const numbers = (block: Block) => JSON.stringify([block.parameters, block.bindings]);
  if (numbers(one) !== numbers(other)) return false;
  const count = Object.keys(one.network.nodes).length;
  return (
    count === Object.keys(other.network.nodes).length &&
    one.network.edges.length === other.network.edges.length &&
    unchangedNodes(one.network, other.network, same(both, depth + 1)).size === count
  );
}

interface Both {
  readonly now: Blocks;
  readonly before: Blocks;
}

/** Whether two layers are alike; uses, where their blocks are. */
const same =
  (both: Both, depth = 0) =>
  (one: Layer, other: Layer): boolean => {
    if (!isUse(one) || !isUse(other)) return sameLayer(one, other);
    const { block, ...rest } = one;
    const { block: its, ...others } = other;
    const [own, old] = [both.now[String(block)], both.before[String(its)]];
    return sameLayer(rest as Layer, others as Layer) && sameBlock(own, old, both, depth);
  };

/** As it stands at a use: with what its parameters fill filled. */
function filled(level: Level): Network {
  if (level.use === null) return level.network;
  const nodes = Object.entries(level.network.nodes).map(
    ([id, node]) => [id, { ...node, layer: layerHere(level, id) ?? node.layer }] as const,
  );
  return { ...level.network, nodes: Object.fromEntries(nodes) };
}

interface Compared {
  readonly level: Level;
  /** By their names in it. */
  readonly unchanged: ReadonlySet<string>;
}

const NONE: ReadonlySet<string> = new Set();

/** From the whole network to the inside that is open, in each what is as it was. */
function compared(document: Experiment, snapshot: Experiment, open: OpenUse): Compared[] {
  const both = { now: blocksOf(document), before: blocksOf(snapshot) };
  const [now, before] = [levelsOf(document, open), levelsOf(snapshot, open)];
  const found: Compared[] = [];
  for (const [depth, level] of now.entries()) {
    const old = before[depth];
    const holder = found.at(-1);
    const use = level.way.at(-1) ?? "";
    const fed =
      holder === undefined ||
      holder.level.network.edges.every(
        ({ source, target }) => target !== use || holder.unchanged.has(source),
      );
    const known = fed && old ? unchangedNodes(filled(level), filled(old), same(both)) : NONE;
    // What a later copy is given, the whole of the one before has made.
    const whole = known.size === Object.keys(level.network.nodes).length;
    found.push({ level, unchanged: level.copy === 0 || whole ? known : NONE });
  }
  return found;
}

export interface Standing {
  /** The server's paths of all layers that were looked at. */
  readonly all: readonly string[];
  readonly unchanged: ReadonlySet<string>;
}

/** The layers of a network, and of the inside of it that is open, by the server's paths. */
export function standingSince(
  document: Experiment,
  snapshot: Experiment,
  role: string,
  opened: OpenUse | null,
): Standing {
  const nothing: OpenUse = { role, way: [], copies: [], onlyThis: false };
  const levels = compared(document, snapshot, opened?.role === role ? opened : nothing);
  const paths = ({ level }: Compared, names: Iterable<string>) =>
    [...names].map((name) => serverName(level, name));
  return {
    all: levels.flatMap((each) => paths(each, Object.keys(each.level.network.nodes))),
    unchanged: new Set(levels.flatMap((each) => paths(each, each.unchanged))),
  };
}

/** True when both compute the same with a network. */
export function computesSame(one: Experiment, other: Experiment, role: string): boolean {
  const { all, unchanged } = standingSince(one, other, role, null);
  const wires = (of: Experiment) => levelsOf(of, { role, way: [] })[0]?.network ?? null;
  const [own, its] = [wires(one), wires(other)];
  return (
    all.length === unchanged.size &&
    all.length === Object.keys(its?.nodes ?? {}).length &&
    own?.edges.length === its?.edges.length
  );
}

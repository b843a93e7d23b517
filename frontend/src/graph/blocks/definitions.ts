/** The blocks of a document as pure code walks them: a network inside, numbers that each use may choose, and which fields they fill. */
import type { Experiment } from "../experiment";
import type { Block, FieldValue, Layer, Network } from "../types";

export type Blocks = Readonly<Record<string, Block>>;

/** The kind of a layer that stands for a block. */
export const USE = "block";

export const isUse = (layer: Pick<Layer, "kind"> | undefined): boolean => layer?.kind === USE;

/** Which block a use is one of. */
export const blockOf = (layer: Layer): string => String(layer.block);

export const argumentsOf = (layer: Layer): Readonly<Record<string, number>> =>
  (layer.arguments ?? {}) as Readonly<Record<string, number>>;

export const repeatOf = (layer: Layer): number => Number(layer.repeat ?? 1);

/** By which names the first weights inside of a use are drawn: those that its layers had before they were in it. */
export const seedsOf = (layer: Layer): Readonly<Record<string, string>> =>
  (layer.seeds ?? {}) as Readonly<Record<string, string>>;

/** A use with other seeds; without any it says nothing of them. */
export function withSeeds(layer: Layer, seeds: Readonly<Record<string, string>>): Layer {
  const { seeds: _old, ...rest } = layer as Layer & { readonly seeds?: FieldValue };
  return Object.keys(seeds).length === 0 ? (rest as Layer) : { ...(rest as Layer), seeds };
}

/** The experiment with these blocks; one without any says nothing of them. */
export function withBlocks(experiment: Experiment, blocks: Blocks): Experiment {
  const { blocks: _old, ...rest } = experiment;
  return Object.keys(blocks).length === 0
    ? rest
    : { ...rest, blocks: blocks as unknown as NonNullable<Experiment["blocks"]> };
}

/** The blocks that stand in a network and in what it uses, each after those that it uses itself. */
export function usedBlocks(blocks: Blocks, network: Pick<Network, "nodes">): string[] {
  const seen = new Set<string>();
  const done: string[] = [];
  const look = ({ nodes }: Pick<Network, "nodes">) => {
    for (const { layer } of Object.values(nodes)) {
      const name = isUse(layer) ? blockOf(layer) : "";
      const block = Object.hasOwn(blocks, name) ? blocks[name] : undefined;
      if (block === undefined || seen.has(name)) continue;
      seen.add(name);
      look(block.network);
      done.push(name);
    }
  };
  look(network);
  return done;
}

/** The definitions behind a network. */
export function blocksBehind(blocks: Blocks, network: Pick<Network, "nodes">): Blocks {
  return Object.fromEntries(
    usedBlocks(blocks, network).flatMap((name) => {
      const block = blocks[name];
      return block ? [[name, block] as const] : [];
    }),
  );
}

/** A name that is free among these: `residual`, else `residual_2`. */
export function freeName(taken: object, wanted: string): string {
  if (!Object.hasOwn(taken, wanted)) return wanted;
  let number = 2;
  while (Object.hasOwn(taken, numbered(wanted, number))) number++;
  return numbered(wanted, number);
}

/** As long as a name may be. */
const LONGEST = 40;

const numbered = (name: string, number: number): string => {
  const end = `_${number}`;
  return `${name.slice(0, LONGEST - end.length)}${end}`;
};

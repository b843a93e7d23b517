/** A selection inside of a block that is open becomes a block of its own there, which the one around it uses. */
import { blocksOf, type Experiment, networkOf, withBlock, withNetwork } from "../experiment";
import { serverName } from "../sheet";
import type { Network } from "../types";
import type { Boundary } from "./boundary";
import type { Candidate } from "./candidates";
import { freeName, withBlocks } from "./definitions";
import { withInside } from "./editing";
import { definitionOf, type Grouped, grouped, ownPlace } from "./grouping";
import { type OpenUse, openLevel } from "./opened";

/** Fields of these nodes that a parameter of the block around them fills: it goes on to do so, through the new block. */
export function handedOn(experiment: Experiment, open: OpenUse, nodes: readonly string[]) {
  const level = openLevel(experiment, open);
  const block = blocksOf(experiment)[level?.use?.block ?? ""];
  if (level === null || block === undefined) return [];
  const fields = new Map<string, string[]>();
  for (const [path, parameter] of Object.entries(level.bindings)) {
    if (!nodes.includes(path.slice(0, path.indexOf(".")))) continue;
    fields.set(parameter, [...(fields.get(parameter) ?? []), path]);
  }
  return [...fields].map(
    ([name, filled]): Candidate => ({
      name,
      value: block.parameters[name] ?? 0,
      fields: filled,
      proposed: true,
    }),
  );
}

/** The others, without the fields that are filled from outside and under names that these leave free. */
export function besides(all: readonly Candidate[], handed: readonly Candidate[]): Candidate[] {
  const filled = new Set(handed.flatMap(({ fields }) => fields));
  const taken: Record<string, true> = Object.fromEntries(handed.map(({ name }) => [name, true]));
  return all.flatMap((each) => {
    const fields = each.fields.filter((field) => !filled.has(field));
    if (fields.length === 0) return [];
    const name = freeName(taken, each.name);
    taken[name] = true;
    return [{ ...each, name, fields }];
  });
}

export interface GroupingInside {
  readonly name: string;
  readonly boundary: Boundary;
  readonly handed: readonly Candidate[];
  readonly parameters: readonly Candidate[];
  /** Whether a layer has weights to draw: inside of a block none keeps the name that it was drawn by. */
  readonly hasWeights: (role: string, node: string) => boolean;
}

export function groupedInside(
  experiment: Experiment,
  open: OpenUse,
  { name, boundary, handed, parameters, hasWeights }: GroupingInside,
): Grouped {
  const level = openLevel(experiment, open);
  if (level === null) return { experiment, uses: [], repeated: 0, sameWeights: true };
  const { role, network } = level;
  const all = [...handed, ...parameters];
  const block = definitionOf(network, boundary, all);
  // The inside alone, as if it were the network of the part.
  const alone = withNetwork(experiment, role, network);
  const made = grouped(alone, {
    name,
    block,
    places: [ownPlace(role, boundary, all)],
    hasWeights: () => false,
  });
  const use = made.uses[0]?.name ?? "";
  const inside: Network = networkOf(made.experiment, role);
  const whole = withBlocks(experiment, { ...blocksOf(experiment), [name]: block });
  const after = withInside(whole, open, inside);
  const now = openLevel(after, open);
  const around = blocksOf(after)[now?.use?.block ?? ""];
  if (now === null || now.use === null || around === undefined)
    return { experiment, uses: [], repeated: 0, sameWeights: true };
  const bindings = {
    ...around.bindings,
    ...Object.fromEntries(handed.map((each) => [`${use}.arguments.${each.name}`, each.name])),
  };
  return {
    experiment: withBlock(after, now.use.block, { ...around, bindings }),
    uses: [{ role, name: serverName(now, use) }],
    repeated: 0,
    sameWeights: !boundary.nodes.some((node) => hasWeights(role, serverName(level, node))),
  };
}

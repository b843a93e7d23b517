/** Parts of the experiment document that the stores walk. */
import type { AnyDataset, Arrangement, Experiment } from "@/schema/schema.gen";
import type { Block, Network } from "./types";

export type { Arrangement, Experiment };

type Saved = Experiment["networks"][string];

/** Those of an experiment that has none, the same each time. */
const NO_BLOCKS: Readonly<Record<string, Block>> = {};

export const EMPTY_NETWORK: Network = { nodes: {}, edges: [] };

export function networkOf(experiment: Experiment | null, role: string): Network {
  return (experiment?.networks[role] as Network | undefined) ?? EMPTY_NETWORK;
}

export function withNetwork(experiment: Experiment, role: string, network: Network): Experiment {
  if (networkOf(experiment, role) === network) return experiment;
  return {
    ...experiment,
    // Edits walk fields by name; the union of layers can't be followed there, and the server checks it.
    networks: { ...experiment.networks, [role]: network as unknown as Saved },
  };
}

/** Its blocks by their names. */
export function blocksOf(experiment: Experiment | null): Readonly<Record<string, Block>> {
  return (experiment?.blocks as Readonly<Record<string, Block>> | undefined) ?? NO_BLOCKS;
}

export function withBlock(experiment: Experiment, name: string, block: Block): Experiment {
  if (blocksOf(experiment)[name] === block) return experiment;
  const blocks = { ...blocksOf(experiment), [name]: block };
  return { ...experiment, blocks: blocks as unknown as NonNullable<Experiment["blocks"]> };
}

export function rolesOf(experiment: Experiment | null): readonly string[] {
  return Object.keys(experiment?.networks ?? {});
}

export function firstRole(experiment: Experiment): string {
  return rolesOf(experiment)[0] ?? "classifier";
}

/** The network that was on screen, where another experiment has one for the same part; else its first. */
export function sameRole(experiment: Experiment, role: string): string {
  return Object.hasOwn(experiment.networks, role) ? role : firstRole(experiment);
}

/** A column of the data, by its path: `data.image`. */
const COLUMN = /^[a-z]\w*\.[a-z]\w*$/;

/** The columns of the data that the algorithm takes, by their paths, in the order of its parts. */
export function columnsOf({ algorithm }: Pick<Experiment, "algorithm">): readonly string[] {
  return Object.values(algorithm).filter(
    (value): value is string => typeof value === "string" && COLUMN.test(value),
  );
}

/** Under which name the dataset stands of which the first part of the algorithm is a column. */
export function datasetNameOf({ algorithm, datasets }: Experiment): string {
  const [first = ""] = (columnsOf({ algorithm })[0] ?? "").split(".");
  return Object.hasOwn(datasets, first) ? first : (Object.keys(datasets)[0] ?? "");
}

/** The dataset of an experiment: the one behind the first part of its algorithm. */
export function datasetOf(experiment: Experiment | null): AnyDataset | undefined {
  return experiment?.datasets[datasetNameOf(experiment)];
}

/** The experiment with one value changed at a path such as `["pace", "batch_size"]`. */
export function withValue(
  experiment: Experiment,
  path: readonly string[],
  value: unknown,
): Experiment {
  return setAt(experiment, path, value) as Experiment;
}

function setAt(holder: unknown, path: readonly string[], value: unknown): unknown {
  const [name, ...rest] = path;
  if (name === undefined) return value;
  const record = holder as Record<string, unknown>;
  const inner = rest.length === 0 ? value : setAt(record[name], rest, value);
  if (record[name] === inner) return holder;
  return { ...record, [name]: inner };
}

/** True when both train the same: places on the canvas, views, title, notes and variants are free to differ. */
export function sameForCheck(one: Experiment, other: Experiment): boolean {
  if (one === other) return true;
  const [
    { networks, blocks: _, title: _t, notes: _n, arrangement: _a, variants: _v, ...rest },
    {
      networks: others,
      blocks: _other,
      title: _u,
      notes: _o,
      arrangement: _b,
      variants: _w,
      ...also
    },
  ] = [one, other];
  if (Object.entries(rest).some(([key, value]) => value !== also[key as keyof typeof also])) {
    return false;
  }
  const roles = Object.keys(networks);
  if (roles.length !== Object.keys(others).length) return false;
  if (!sameBlocks(blocksOf(one), blocksOf(other))) return false;
  return roles.every((role) => sameGraph(networkOf(one, role), networkOf(other, role)));
}

function sameBlocks(
  one: Readonly<Record<string, Block>>,
  other: Readonly<Record<string, Block>>,
): boolean {
  if (one === other) return true;
  const names = Object.keys(one);
  return (
    names.length === Object.keys(other).length &&
    names.every((name) => {
      const [own, its] = [one[name], other[name]];
      if (own === its || own === undefined || its === undefined) return own === its;
      const numbers = own.parameters === its.parameters && own.bindings === its.bindings;
      return numbers && sameGraph(own.network, its.network);
    })
  );
}

function sameGraph(one: Network, other: Network): boolean {
  if (one === other) return true;
  const ids = Object.keys(one.nodes);
  return (
    one.edges === other.edges &&
    ids.length === Object.keys(other.nodes).length &&
    ids.every((id) => one.nodes[id]?.layer === other.nodes[id]?.layer)
  );
}

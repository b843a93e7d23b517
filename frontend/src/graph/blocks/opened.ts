/** Uses of blocks that are opened: which inside lies on the canvas, and what stands there at this use. */

import { withDefaults } from "../catalogue";
import { blocksOf, type Experiment, networkOf } from "../experiment";
import type { Layer, Network } from "../types";
import { isUse } from "./definitions";

/** Blocks within blocks, as many as the server opens. */
export const MOST_LEVELS = 8;

/** The use of a block whose inside is on the canvas. */
export interface OpenUse {
  readonly role: string;
  /** The names of the uses from the network inwards: `stage_1`, then `conv_bn` in it. */
  readonly way: readonly string[];
  /** Of each of them, which of its copies in a row is looked at, from 0. */
  readonly copies: readonly number[];
  /** What is edited inside is so at this use alone: its block becomes another with the first edit. */
  readonly onlyThis: boolean;
}

/** A use as it stands in its network. */
export interface Use {
  readonly block: string;
  readonly values: Readonly<Record<string, number>>;
  readonly repeat: number;
  /** Its copies go by numbers, as the server and PyTorch call them; a single one too where a parameter says how many. */
  readonly numbered: boolean;
}

/** One network of the document at one place: a whole one, or the inside of a use. */
export interface Level {
  readonly role: string;
  readonly way: readonly string[];
  /** How the server's paths of what stands in it begin, its copy's number among them: `res_1/0`. */
  readonly prefix: string;
  /** Whose inside it is; null for a whole network. */
  readonly use: Use | null;
  /** Which copy of it. */
  readonly copy: number;
  readonly network: Network;
  readonly bindings: Readonly<Record<string, string>>;
}

const NO_VALUES = {};

/** What the field of a layer is where a number fills it: a pair takes it for both sides. */
function withNumber(layer: Layer, [field = "", inner]: readonly string[], value: number): Layer {
  const known = withDefaults(layer)[field];
  if (inner !== undefined) {
    const holder = (known ?? {}) as Readonly<Record<string, number>>;
    return { ...layer, [field]: { ...holder, [inner]: value } };
  }
  return { ...layer, [field]: Array.isArray(known) ? known.map(() => value) : value };
}

type Bound = Pick<Level, "network" | "bindings" | "use">;

/** Which parameters fill fields of a node: by the field's path in the layer. */
export function boundFields(
  { bindings }: Pick<Bound, "bindings">,
  node: string,
): Readonly<Record<string, string>> {
  const start = `${node}.`;
  return Object.fromEntries(
    Object.entries(bindings).flatMap(([path, parameter]) =>
      path.startsWith(start) ? [[path.slice(start.length), parameter] as const] : [],
    ),
  );
}

/** A layer as it stands here: bound fields have what this use gives them. The layer itself where none is. */
export function layerHere(level: Bound, node: string): Layer | undefined {
  const layer = level.network.nodes[node]?.layer;
  if (layer === undefined || level.use === null) return layer;
  const { values } = level.use;
  const filled = Object.entries(boundFields(level, node)).flatMap(([field, parameter]) => {
    const value = values[parameter];
    return value === undefined ? [] : [[field, value] as const];
  });
  if (filled.length === 0) return layer;
  const key = JSON.stringify(filled);
  const known = layersHere.get(layer);
  if (known?.key === key) return known.layer;
  const made = filled.reduce(
    (so, [field, value]) => withNumber(so, field.split("."), value),
    layer,
  );
  layersHere.set(layer, { key, layer: made });
  return made;
}

/** What was filled last, so that it is the same object as long as the numbers are. */
const layersHere = new WeakMap<Layer, { readonly key: string; readonly layer: Layer }>();

/** What a use at a node of this level is; null where it is none, or stands for no block. */
export function usedAt(experiment: Experiment | null, level: Level, node: string): Use | null {
  const layer = layerHere(level, node);
  if (layer === undefined || !isUse(layer)) return null;
  const { block: name, repeat, arguments: given = NO_VALUES } = withDefaults(layer);
  const block = blocksOf(experiment)[String(name)];
  if (block === undefined) return null;
  const times = Number(repeat);
  return {
    block: String(name),
    values: { ...block.parameters, ...(given as Readonly<Record<string, number>>) },
    repeat: times,
    numbered: times > 1 || Object.hasOwn(level.bindings, `${node}.repeat`),
  };
}

export function wholeLevel(experiment: Experiment | null, role: string): Level {
  const network = networkOf(experiment, role);
  return { role, way: [], prefix: "", use: null, copy: 0, network, bindings: NO_VALUES };
}

function inside(experiment: Experiment, level: Level, node: string, wanted: number): Level | null {
  const use = usedAt(experiment, level, node);
  const block = blocksOf(experiment)[use?.block ?? ""];
  if (use === null || block === undefined) return null;
  const copy = Math.max(0, Math.min(wanted, use.repeat - 1));
  const steps = [level.prefix, node, use.numbered ? String(copy) : ""].filter(
    (step) => step !== "",
  );
  const { network, bindings } = block;
  const way = [...level.way, node];
  return { role: level.role, way, prefix: steps.join("/"), use, copy, network, bindings };
}

/** Whether two say the same place of the document, whichever copy is looked at. */
export const sameUse = (
  one: Pick<OpenUse, "role" | "way">,
  other: Pick<OpenUse, "role" | "way">,
): boolean => one.role === other.role && one.way.join() === other.way.join();

type Way = Pick<OpenUse, "role" | "way"> & Partial<Pick<OpenUse, "copies">>;

/** From the whole network to the inside that is open; the whole one alone where there is no such use. */
export function levelsOf(
  experiment: Experiment | null,
  { role, way, copies = [] }: Way,
): readonly Level[] {
  const whole = wholeLevel(experiment, role);
  const levels = [whole];
  if (experiment === null || way.length > MOST_LEVELS) return levels;
  let level = whole;
  for (const [at, node] of way.entries()) {
    const next = inside(experiment, level, node, copies[at] ?? 0);
    if (next === null) return [whole];
    level = next;
    levels.push(next);
  }
  return levels;
}

/** The inside that is open; null where none is, or where the use that was open is gone. */
export function openLevel(experiment: Experiment | null, open: OpenUse | null): Level | null {
  if (open === null) return null;
  const level = levelsOf(experiment, open).at(-1);
  return level && level.way.length > 0 ? level : null;
}

/** Where a path of the server leads in the document: copies of one use are one place there. */
export function wayOf(path: string): { readonly way: string[]; readonly copies: number[] } {
  const way: string[] = [];
  const copies: number[] = [];
  for (const step of path.split("/")) {
    if (/^\d+$/.test(step)) copies[way.length - 1] = Number(step);
    else {
      way.push(step);
      copies[way.length - 1] = 0;
    }
  }
  return { way, copies };
}

/** The use that holds what the server tells of by this path; null where it stands in the network itself. */
export function holderOf(role: string, path: string): OpenUse | null {
  const { way, copies } = wayOf(path);
  if (way.length < 2) return null;
  return { role, way: way.slice(0, -1), copies: copies.slice(0, -1), onlyThis: false };
}

/** How many nodes of the document stand for a block. */
export function countUses(experiment: Experiment | null, block: string): number {
  const networks = [
    ...Object.keys(experiment?.networks ?? {}).map((role) => networkOf(experiment, role)),
    ...Object.values(blocksOf(experiment)).map(({ network }) => network),
  ];
  return networks.reduce(
    (sum, { nodes }) =>
      sum +
      Object.values(nodes).filter(({ layer }) => isUse(layer) && layer.block === block).length,
    0,
  );
}

/** The layer at a path of the server, as it is there. */
export function layerByPath(
  experiment: Experiment | null,
  role: string,
  path: string,
): Layer | undefined {
  const holder = holderOf(role, path) ?? { role, way: [] };
  const level = levelsOf(experiment, holder).at(-1);
  if (level?.way.length !== holder.way.length) return undefined;
  return layerHere(level, wayOf(path).way.at(-1) ?? "");
}

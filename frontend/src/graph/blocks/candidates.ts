/** What can be a parameter of a block: the whole numbers of its layers, equal ones together. */
import { layerSpec, withDefaults } from "../catalogue";
import type { Layer, Network } from "../types";
import { argumentsOf, freeName, isUse } from "./definitions";

/** Fields with one value that a block can have as a parameter. */
export interface Candidate {
  readonly name: string;
  readonly value: number;
  /** `conv2d_1.out_channels`. */
  readonly fields: readonly string[];
  /** How wide a layer is differs from place to place; the rest seldom does. */
  readonly proposed: boolean;
}

const CALLED: Readonly<Record<string, string>> = {
  out_channels: "channels",
  out_features: "features",
};
const WIDTHS = new Set(["channels", "features"]);
/** Told even where it is as usual: it is what a reader looks for. */
const TOLD = new Set(["channels", "features", "kernel_size"]);

/** Whole numbers that a layer has in a field, in both sides of a pair, or gives to a block; by field. */
export function numbersOf(layer: Layer): ReadonlyMap<string, number> {
  const all = withDefaults(layer);
  const found = new Map<string, number>();
  for (const { name, type } of layerSpec(layer.kind).fields) {
    const value = all[name];
    if (type === "integer" && typeof value === "number") found.set(name, value);
    if (type !== "pair" || !Array.isArray(value)) continue;
    const [one, other] = value as readonly number[];
    if (one !== undefined && one === other) found.set(name, one);
  }
  if (isUse(layer))
    for (const [name, value] of Object.entries(argumentsOf(layer)))
      found.set(`arguments.${name}`, value);
  return found;
}

/** What of these nodes can be a parameter: equal fields together, the most told first. */
export function candidates(network: Network, nodes: readonly string[]): Candidate[] {
  const fields = new Map<string, { called: string; value: number; fields: string[] }>();
  for (const node of nodes) {
    const layer = network.nodes[node]?.layer;
    if (!layer) continue;
    for (const [field, value] of numbersOf(layer)) {
      const called = CALLED[field] ?? field.replace("arguments.", "");
      if (!TOLD.has(called) && isUsual(layer, field, value)) continue;
      const key = `${called} ${value}`;
      const known = fields.get(key) ?? { called, value, fields: [] };
      known.fields.push(`${node}.${field}`);
      fields.set(key, known);
    }
  }
  const taken: Record<string, true> = {};
  const width = ({ called }: { called: string }) => (WIDTHS.has(called) ? 0 : 1);
  return [...fields.values()]
    .toSorted((one, other) => width(one) - width(other) || other.fields.length - one.fields.length)
    .map(({ called, value, fields: filled }) => {
      const name = freeName(taken, called);
      taken[name] = true;
      return { name, value, fields: filled, proposed: WIDTHS.has(called) };
    });
}

function isUsual(layer: Layer, field: string, value: number): boolean {
  const usual = layerSpec(layer.kind).fields.find(({ name }) => name === field)?.default;
  return Array.isArray(usual) ? usual.every((side) => side === value) : usual === value;
}

/** What a block of these layers is called as long as nobody says otherwise. */
export function proposedName(network: Network, nodes: readonly string[], taken: object): string {
  const kinds = nodes.map((id) => network.nodes[id]?.layer.kind ?? "");
  if (kinds.includes("add")) return freeName(taken, "residual");
  if (kinds.includes("concat")) return freeName(taken, "branches");
  const family = kinds.map((kind) => layerSpec(kind).family).find((each) => NAMING.has(each));
  return freeName(taken, family === undefined ? "block" : `${family}_block`);
}

const NAMING = new Set(["conv", "linear"]);

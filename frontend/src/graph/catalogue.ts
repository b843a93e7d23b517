/** What the palette and forms know of a kind of layer, from the generated catalogue. */
import { catalogue } from "@/schema/catalogue.gen";
import type { FieldSpec, LayerSpec } from "@/schema/spec";
import { type Family, isFamily } from "@/ui/family";
import type { FieldValue, Layer } from "./types";

export type LayerKind = keyof typeof catalogue.layers;

const LAYERS: Readonly<Record<string, LayerSpec>> = catalogue.layers;

/** A document may come from a newer Layerlab: a kind that is not known here is drawn plainly. */
const UNKNOWN: LayerSpec = {
  kind: "",
  live_fields: [],
  fields: [],
  family: "block",
  bead: false,
  inputs: [{ name: "in", takes: [], many: false, optional: false }],
  outputs: ["out"],
};

export const layerKinds = Object.keys(LAYERS) as readonly LayerKind[];

/** What can be put on the canvas by its kind alone: which block it is to be, no kind says. */
export const offeredKinds = layerKinds.filter((kind) => kind !== "block");

export function layerSpec(kind: string): LayerSpec {
  return LAYERS[kind] ?? { ...UNKNOWN, kind };
}

/** Whose sign and colour a kind of layer bears. */
export function familyOf(kind: string): Family {
  const { family } = layerSpec(kind);
  return isFamily(family) ? family : "block";
}

/** What can be put on the canvas beside a kind of layer: a use of one of the document's blocks, `block:residual`. */
export const offeredBlock = (block: string): string => `block:${block}`;

/** Which block an offer is a use of; empty where it is a kind of layer. */
export const blockOffered = (offer: string): string => offer.split(":")[1] ?? "";

/** A new layer of this kind, or use of this block, as the catalogue sets it. */
export function defaultLayer(offer: string): Layer {
  const [kind = "", block] = offer.split(":");
  const usual = defaults(layerSpec(kind).fields.filter(({ quiet }) => quiet !== true));
  return { kind, ...usual, ...(block !== undefined && { block }) };
}

/** The layer with all that can be set on it: what a document leaves out has its default. */
export function withDefaults(layer: Layer): Layer {
  return { ...defaults(layerSpec(layer.kind).fields), ...layer };
}

/** The layer with another value; a field that came later is left out of the document where it has its default. */
export function withField(layer: Layer, name: string, value: FieldValue): Layer {
  const spec = layerSpec(layer.kind).fields.find((field) => field.name === name);
  if (!spec?.quiet || value !== spec.default) return { ...layer, [name]: value };
  const { [name]: _usual, ...others } = layer;
  return { ...others, kind: layer.kind };
}

const defaults = (fields: readonly FieldSpec[]): Record<string, FieldValue> =>
  Object.fromEntries(fields.map((field) => [field.name, field.default as FieldValue]));

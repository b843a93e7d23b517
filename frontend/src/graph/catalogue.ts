/** What the palette and forms know of a kind of layer, from the generated catalogue. */
import { catalogue } from "@/schema/catalogue.gen";
import type { LayerSpec } from "@/schema/spec";
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

export function layerSpec(kind: string): LayerSpec {
  return LAYERS[kind] ?? { ...UNKNOWN, kind };
}

/** Whose sign and colour a kind of layer bears. */
export function familyOf(kind: string): Family {
  const { family } = layerSpec(kind);
  return isFamily(family) ? family : "block";
}

/** A new layer of this kind, as the catalogue sets it. */
export function defaultLayer(kind: string): Layer {
  const fields = layerSpec(kind).fields.map((field) => [field.name, field.default as FieldValue]);
  return { kind, ...Object.fromEntries(fields) };
}

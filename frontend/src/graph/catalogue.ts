/** What the palette and forms know of a kind of layer, from the generated catalogue. */
import { catalogue } from "@/schema/catalogue.gen";
import type { FieldValue, Layer } from "./types";

export interface FieldSpec {
  readonly name: string;
  readonly description: string;
  readonly type: string;
  readonly minimum: number | null;
  readonly exclusive_minimum: number | null;
  readonly maximum: number | null;
  readonly exclusive_maximum: number | null;
  readonly options: readonly string[] | null;
  readonly default: unknown;
}

export interface Spec {
  readonly kind: string;
  readonly doc: string;
  readonly shape: string;
  readonly source: string;
  readonly formula: string;
  readonly worked?: string;
  readonly live_fields: readonly string[];
  readonly fields: readonly FieldSpec[];
}

export interface LayerSpec extends Spec {
  readonly family: string;
  readonly bead: boolean;
  readonly many_inputs: boolean;
  readonly has_input: boolean;
  readonly has_output: boolean;
}

export type LayerKind = keyof typeof catalogue.layers;

const LAYERS: Readonly<Record<string, LayerSpec>> = catalogue.layers;

/** A document may come from a newer Layerlab: a kind that is not known here is drawn plainly. */
const UNKNOWN: LayerSpec = {
  kind: "",
  doc: "",
  shape: "",
  source: "",
  formula: "",
  live_fields: [],
  fields: [],
  family: "block",
  bead: false,
  many_inputs: false,
  has_input: true,
  has_output: true,
};

export const layerKinds = Object.keys(LAYERS) as readonly LayerKind[];

export function layerSpec(kind: string): LayerSpec {
  return LAYERS[kind] ?? { ...UNKNOWN, kind };
}

export function isLayerKind(kind: string): kind is LayerKind {
  return Object.hasOwn(LAYERS, kind);
}

/** A new layer of this kind, as the catalogue sets it. */
export function defaultLayer(kind: string): Layer {
  const fields = layerSpec(kind).fields.map((field) => [field.name, field.default as FieldValue]);
  return { kind, ...Object.fromEntries(fields) };
}

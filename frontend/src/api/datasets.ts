import { decode } from "@msgpack/msgpack";
import type { DatasetBody, ValueBody } from "@/schema/schema.gen";
import { http } from "./http";

type ValueKind = ValueBody["kind"];

export type Split = "train" | "validation" | "test";

/** A number, or numbers of numbers: a vector is a list, a sequence a list of lists. */
export type Numbers = number | readonly Numbers[];

/** One column of a few samples. */
export interface Column {
  readonly name: string;
  readonly kind: ValueKind;
  /** How its numbers are stored: `uint8`. */
  readonly stored: string;
  /** (n, …) */
  readonly shape: readonly number[];
  /** Of images the bytes as stored, of all others an entry for each sample. */
  readonly values: Uint8Array | readonly Numbers[];
}

/** A few samples: what enters a network, and what it is to answer. */
export interface Samples {
  readonly columns: readonly Column[];
  readonly indices: number[];
  /** How many samples match, shown or not. */
  readonly total: number;
}

/** Images of bytes. Shape: uint8 (n, C, H, W). */
export interface Pictures {
  readonly shape: readonly [number, number, number, number];
  readonly images: Uint8Array;
}

/** A column as pictures; null where it holds none that can be drawn. */
export function picturesOf(column: Column | undefined): Pictures | null {
  if (column?.kind !== "image" || column.stored !== "uint8") return null;
  const [count = 0, channels = 1, height = 1, width = 1] = column.shape;
  return { shape: [count, channels, height, width], images: column.values as Uint8Array };
}

/** The class of each sample; none where what is to be answered is no class. */
export function labelsOf({ columns }: Samples): readonly number[] {
  const target = columns.at(-1);
  return target?.kind === "label" ? (target.values as readonly number[]) : [];
}

export interface SampleQuery {
  split?: Split;
  start?: number;
  count?: number;
  /** −1: every class. */
  label?: number;
  /** The dataset's own fields, as JSON: with others it may hold other samples. */
  fields?: string | undefined;
  /** These and no others, in this order; at most 200, parted by commas. */
  indices?: string;
}

export const listDatasets = (signal?: AbortSignal) =>
  http.get<DatasetBody[]>("/api/datasets", { signal });

/** One dataset as its fields, written as JSON, make it. */
export const getDataset = (kind: string, fields: string, signal?: AbortSignal) =>
  http.get<DatasetBody>(`/api/datasets/${kind}`, { query: { fields }, signal });

export async function getSamples(
  kind: string,
  query: SampleQuery,
  signal?: AbortSignal,
): Promise<Samples> {
  const packed = await http.bytes(`/api/datasets/${kind}/samples`, { query: { ...query }, signal });
  return decode(packed) as Samples;
}

/** The true class of every sample. */
export async function getLabels(
  kind: string,
  split: Split,
  fields?: string,
  signal?: AbortSignal,
): Promise<Uint8Array> {
  const query = { split, fields };
  const packed = await http.bytes(`/api/datasets/${kind}/labels`, { query, signal });
  return (decode(packed) as { labels: Uint8Array }).labels;
}

export const downloadDataset = (kind: string) => http.post(`/api/datasets/${kind}/download`);

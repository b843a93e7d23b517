import { decode } from "@msgpack/msgpack";
import type { DatasetBody } from "@/schema/schema.gen";
import { http } from "./http";

/** A few samples as stored. Shape: `images` uint8 (n, C, H, W), `labels` uint8 (n). */
export interface Samples {
  shape: [number, number, number, number];
  images: Uint8Array;
  labels: Uint8Array;
  indices: number[];
  /** How many samples match, shown or not. */
  total: number;
}

export interface SampleQuery {
  split?: "train" | "test";
  start?: number;
  count?: number;
  /** −1: every class. */
  label?: number;
  /** These and no others, in this order; at most 200, parted by commas. */
  indices?: string;
}

export const listDatasets = (signal?: AbortSignal) =>
  http.get<DatasetBody[]>("/api/datasets", { signal });

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
  split: "train" | "test",
  signal?: AbortSignal,
): Promise<Uint8Array> {
  const packed = await http.bytes(`/api/datasets/${kind}/labels`, { query: { split }, signal });
  return (decode(packed) as { labels: Uint8Array }).labels;
}

export const downloadDataset = (kind: string) => http.post(`/api/datasets/${kind}/download`);

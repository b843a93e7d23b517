import { useQuery } from "@tanstack/react-query";
import { useMemo } from "react";
import { getSamples, labelsOf, picturesOf, type Samples } from "@/api/datasets";
import styles from "./EmptyArt.module.css";
import type { Tile } from "./pictures/drawMaps";
import { TileCanvas } from "./pictures/Tiles";

/** Six edge filters, each 3×3: what a first convolution often finds by itself. */
const FILTERS = [
  [-1, -2, -1, 0, 0, 0, 1, 2, 1],
  [1, 2, 1, 0, 0, 0, -1, -2, -1],
  [-1, 0, 1, -2, 0, 2, -1, 0, 1],
  [0, 1, 2, -1, 0, 1, -2, -1, 0],
  [-2, -1, 0, -1, 0, 1, 0, 1, 2],
  [0, -1, 0, -1, 4, -1, 0, -1, 0],
] as const;

function convolve(image: Tile, filter: readonly number[]): Tile {
  const { width, height } = image;
  const at = (x: number, y: number) =>
    x < 0 || y < 0 || x >= width || y >= height ? 0 : (image.pixels[y * width + x] ?? 0);
  const values = Array.from({ length: width * height }, (_, index) => {
    const x = index % width;
    const y = Math.floor(index / width);
    return filter.reduce(
      (sum, weight, k) => sum + weight * at(x + (k % 3) - 1, y + Math.floor(k / 3) - 1),
      0,
    );
  });
  const scale = Math.max(1, ...values.map(Math.abs));
  return {
    width,
    height,
    pixels: Uint8Array.from(values, (value) => Math.round((127 * value) / scale) + 127),
  };
}

function firstTile(samples: Samples): Tile | null {
  const pictures = picturesOf(samples.columns[0]);
  if (pictures === null) return null;
  const [, , height, width] = pictures.shape;
  return { width, height, pixels: pictures.images.subarray(0, height * width) };
}

/** A digit, what six edge filters make of it, and what it reads as. */
export function EmptyArt() {
  const samples = useQuery({
    queryKey: ["samples", "mnist", 1],
    queryFn: ({ signal }) => getSamples("mnist", { split: "test", start: 0, count: 1 }, signal),
    staleTime: Number.POSITIVE_INFINITY,
    retry: false,
  });
  const digit = useMemo(() => (samples.data ? firstTile(samples.data) : null), [samples.data]);
  const maps = useMemo(
    () => (digit ? FILTERS.map((filter) => convolve(digit, filter)) : []),
    [digit],
  );
  if (digit === null) return null;
  return (
    <div className={styles.art}>
      <TileCanvas tile={digit} table="ink" />
      {maps.map((map, index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: the filters never change
        <TileCanvas key={index} tile={map} table="signed" />
      ))}
      <span className={styles.answer}>{samples.data && labelsOf(samples.data)[0]}</span>
    </div>
  );
}

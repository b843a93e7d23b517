import { useQuery } from "@tanstack/react-query";
import { useEffect, useRef } from "react";
import { useTranslation } from "react-i18next";
import { getSamples, type Samples } from "@/api/datasets";
import type { DatasetBody } from "@/schema/schema.gen";
import { count } from "@/ui/format";
import { type Palette, usePalette } from "@/views/palette";
import styles from "./Setup.module.css";

const SHOWN = 7;

interface SampleRowProps {
  dataset: DatasetBody;
  split: "train" | "test";
  label: number;
  name: string;
}

/** A few samples of one class, and how many there are. */
export function SampleRow({ dataset, split, label, name }: SampleRowProps) {
  const { t } = useTranslation("setup");
  const canvas = useRef<HTMLCanvasElement>(null);
  const palette = usePalette();
  const samples = useQuery({
    queryKey: ["samples", dataset.kind, split, label],
    queryFn: ({ signal }) => getSamples(dataset.kind, { split, label, count: SHOWN }, signal),
    staleTime: Number.POSITIVE_INFINITY,
    placeholderData: (before) => before,
  });
  useEffect(() => {
    if (canvas.current !== null && samples.data) paintRow(canvas.current, samples.data, palette);
  }, [samples.data, palette]);
  const total = count(samples.data?.total);
  return (
    <li className={styles.class}>
      <span>{name}</span>
      <canvas ref={canvas} role="img" aria-label={t("data.row", { name, total })} />
      <span className={styles.count}>{total}</span>
    </li>
  );
}

/** The samples side by side, each pixel one pixel of the bitmap. */
function paintRow(canvas: HTMLCanvasElement, samples: Samples, palette: Palette): void {
  const [shown, channels, height, width] = samples.shape;
  const gap = 2;
  canvas.width = SHOWN * (width + gap) - gap;
  canvas.height = height;
  const context = canvas.getContext("2d");
  if (context === null) return;
  const size = width * height;
  for (let sample = 0; sample < shown; sample++) {
    const image = context.createImageData(width, height);
    const words = new Uint32Array(image.data.buffer);
    const first = sample * channels * size;
    const at = (channel: number, pixel: number) =>
      samples.images[first + channel * size + pixel] ?? 0;
    for (let pixel = 0; pixel < size; pixel++) {
      words[pixel] =
        channels === 3
          ? ((255 << 24) | (at(2, pixel) << 16) | (at(1, pixel) << 8) | at(0, pixel)) >>> 0
          : (palette.ink[at(0, pixel)] ?? 0);
    }
    context.putImageData(image, sample * (width + gap), 0);
  }
}

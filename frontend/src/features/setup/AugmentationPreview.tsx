import { useQuery } from "@tanstack/react-query";
import { ChevronLeft, ChevronRight } from "lucide-react";
import { useEffect, useRef, useState } from "react";
import type { Pictures } from "@/api/datasets";
import { look } from "@/api/looks";
import type { Experiment, Frame } from "@/schema/schema.gen";
import { count } from "@/ui/format";
import { IconButton } from "@/ui/IconButton";
import { useSetupTexts } from "@/ui/laterTexts";
import { PanelError } from "@/ui/PanelError";
import { useErrorText } from "@/ui/useErrorText";
import { usePalette } from "@/views/canvas/palette";
import styles from "./Augmentation.module.css";
import { paintRow } from "./paintSamples";
import setup from "./Setup.module.css";

const PER_ROW = 6;
const ROWS = 2;

/** One training image several times, as the network will be given it. */
export function AugmentationPreview({ experiment }: { experiment: Experiment }) {
  const { t } = useSetupTexts();
  const errorText = useErrorText();
  const [sample, setSample] = useState(0);
  const { datasets, augmentation, algorithm, seed } = experiment;
  const shown = useQuery({
    queryKey: ["augmented", JSON.stringify([datasets, augmentation, algorithm, seed]), sample],
    queryFn: async ({ signal }) => {
      const query = { kind: "show_augmented", role: "", sample, count: PER_ROW * ROWS } as const;
      return picturesOf((await look(experiment, query, signal)).frames[0]);
    },
    staleTime: Number.POSITIVE_INFINITY,
    placeholderData: (before) => before,
    retry: false,
  });
  const pictures = shown.data;
  const number = count(sample + 1);
  return (
    <>
      <div className={styles.pager}>
        <span aria-live="polite">{t("data.augmented", { number })}</span>
        <span>
          <IconButton
            size="sm"
            label={t("data.imageBefore")}
            disabled={sample === 0}
            onClick={() => setSample(sample - 1)}
          >
            <ChevronLeft />
          </IconButton>
          <IconButton size="sm" label={t("data.imageAfter")} onClick={() => setSample(sample + 1)}>
            <ChevronRight />
          </IconButton>
        </span>
      </div>
      {shown.error ? (
        <PanelError message={errorText(shown.error)} onRetry={() => void shown.refetch()} />
      ) : (
        Array.from({ length: ROWS }, (_, row) => row * PER_ROW).map((first) => (
          <Row
            key={first}
            pictures={pictures ? part(pictures, first) : null}
            label={t("data.augmented", { number })}
          />
        ))
      )}
      <p className={setup.note}>{t("data.augmentationNote")}</p>
    </>
  );
}

function picturesOf(frame: Frame | undefined): Pictures | null {
  if (frame?.kind !== "augmented") return null;
  const [n = 0, channels = 1, height = 1, width = 1] = frame.shape;
  return { shape: [n, channels, height, width], images: frame.images };
}

function part({ shape, images }: Pictures, first: number): Pictures {
  const [, channels, height, width] = shape;
  const size = channels * height * width;
  return {
    shape: [PER_ROW, channels, height, width],
    images: images.subarray(first * size, (first + PER_ROW) * size),
  };
}

function Row({ pictures, label }: { pictures: Pictures | null; label: string }) {
  const canvas = useRef<HTMLCanvasElement>(null);
  const palette = usePalette();
  useEffect(() => {
    if (canvas.current && pictures) paintRow(canvas.current, pictures, palette, PER_ROW);
  }, [pictures, palette]);
  return <canvas ref={canvas} className={styles.row} role="img" aria-label={label} />;
}

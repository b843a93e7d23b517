import { useCallback, useEffect, useRef } from "react";
import { useTranslation } from "react-i18next";
import { sharp } from "../canvas/canvas";
import { usePalette } from "../canvas/palette";
import { useRunData } from "../run/useRun";
import { useUnrecorded } from "../timeline/recording";
import { askedKernels, kernelChannels, shownKernels } from "./kernelChannels";
import { kernelMaps } from "./kernels";
import { layOut, paintLarge } from "./largeLayout";
import styles from "./NodeTile.module.css";
import { isStale, untrained } from "./untrained";

interface KernelsTileProps {
  role: string;
  node: string;
  width: number;
  height: number;
}

const MOST_KERNELS = 16;
const GAP = 3;

/** A convolution's kernels in its tile; an empty well until they are read. */
export function KernelsTile({ role, node, width, height }: KernelsTileProps) {
  const { t } = useTranslation("views");
  const canvas = useRef<HTMLCanvasElement>(null);
  const palette = usePalette();
  const unrecorded = useUnrecorded("kernels", role);
  const draw = useCallback(() => {
    if (canvas.current === null) return;
    const context = sharp(canvas.current, width, height);
    if (context === null) return;
    const reading = shownKernels(role, node);
    if (reading === null || reading.place < 0) {
      context.fillStyle = palette.sunken;
      context.fillRect(0, 0, width, height);
      return;
    }
    const maps = kernelMaps(reading.kernels, reading.place, MOST_KERNELS);
    const room = { width, height };
    const layout = layOut({ kind: "image", sides: maps.shape }, maps.values.length, room, GAP);
    paintLarge({ context, palette, ...room }, maps, layout);
  }, [role, node, width, height, palette]);
  useRunData(["kernels", "playhead"], draw);
  useEffect(() => {
    const ends = [untrained, kernelChannels, askedKernels].map((store) => store.subscribe(draw));
    return () => {
      for (const end of ends) end();
    };
  }, [draw]);
  return (
    <div className={styles.tile} style={{ width, height }} data-form="side">
      <canvas ref={canvas} role="img" aria-label={t("kernels.label", { node })} />
      {unrecorded && !isStale(role, node) && (
        <span className={styles.absent}>{t("unrecorded.short")}</span>
      )}
    </div>
  );
}

import { useCallback, useEffect, useRef } from "react";
import type { SurfaceFrame } from "@/schema/schema.gen";
import { sharp } from "@/views/canvas/canvas";
import { usePalette } from "@/views/canvas/palette";
import { useResized } from "@/views/canvas/useResized";
import { paintCells, paintPoints } from "@/views/surface/paintSurface";
import { surfaceOf } from "@/views/surface/surface";
import styles from "./Pictures.module.css";

/** What a network answers over the plane, from edge to edge, and the points. */
export function SurfacePicture({ frame }: { frame: SurfaceFrame }) {
  const canvas = useRef<HTMLCanvasElement>(null);
  const palette = usePalette();
  const draw = useCallback(() => {
    const element = canvas.current;
    if (element === null || element.clientWidth === 0) return;
    const { clientWidth: width, clientHeight: height } = element;
    const context = sharp(element, width, height);
    if (context === null) return;
    const [sheet, surface] = [{ context, width, height, palette }, surfaceOf(frame)];
    const box = { left: 0, top: 0, width, height };
    paintCells(sheet, surface, box);
    paintPoints(sheet, surface, box);
  }, [frame, palette]);
  useEffect(draw, [draw]);
  useResized(canvas, draw);
  return <canvas ref={canvas} className={styles.whole} />;
}

import { useEffect, useRef } from "react";
import { paintSample } from "../canvas/canvas";
import { usePalette } from "../canvas/palette";
import styles from "./SampleImage.module.css";

interface SampleImageProps {
  /** uint8 (C, H, W), as the data set stores it. */
  pixels: Uint8Array;
  shape: readonly [number, number, number];
}

/** One sample as a picture: each pixel one pixel of the bitmap, ink in the theme's colours. The words beside it say what it is. */
export function SampleImage({ pixels, shape }: SampleImageProps) {
  const canvas = useRef<HTMLCanvasElement>(null);
  const palette = usePalette();
  useEffect(() => {
    if (canvas.current !== null) paintSample(canvas.current, pixels, shape, palette.ink);
  }, [pixels, shape, palette]);
  return <canvas ref={canvas} className={styles.image} />;
}

import { type ReactNode, useMemo } from "react";
import type { Samples } from "@/api/datasets";
import { SampleImage } from "../ask/SampleImage";
import { pictureOf, pictureShape } from "../ask/useSamples";
import { BoxesOver } from "./BoxesOver";
import styles from "./BoxesPicture.module.css";
import type { PictureBoxes } from "./beside";

interface BoxesPictureProps {
  data: Samples | undefined;
  shown: PictureBoxes;
  names?: readonly string[];
  onPoint?: (at: number | null) => void;
  children?: ReactNode;
}

/** A picture with its boxes; what is laid between them as children. */
export function BoxesPicture({ data, shown, names, onPoint, children }: BoxesPictureProps) {
  const shape = useMemo(() => pictureShape(data), [data]);
  const pixels = pictureOf(data, shown.sample);
  const [, height, width] = shape;
  return (
    <span className={styles.picture}>
      {pixels && <SampleImage pixels={pixels} shape={shape} />}
      {children}
      <BoxesOver {...{ ...shown, width, height, onPoint }} names={names ?? []} />
    </span>
  );
}

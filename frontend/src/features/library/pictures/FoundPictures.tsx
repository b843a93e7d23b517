import type { DetectionsFrame, Frame, NodeOutput } from "@/schema/schema.gen";
import { BoxesOver } from "@/views/boxes/BoxesOver";
import { detectionsOf, type JudgedBox } from "@/views/boxes/boxes";
import { pictureTile } from "./backRows";
import { TileCanvas } from "./Tiles";
import styles from "./Tiles.module.css";

/** A picture, and what a network has found in it. */
export interface FoundPair {
  readonly picture: NodeOutput;
  readonly found: DetectionsFrame;
}

/** Pictures stand before what was found in them. */
export function foundPairs(frames: readonly Frame[]): FoundPair[] {
  return frames.flatMap((found, at) => {
    const before = frames[at - 1];
    if (found.kind !== "detections" || before?.kind !== "node_outputs") return [];
    const [picture] = before.nodes;
    return picture === undefined ? [] : [{ picture, found }];
  });
}

const SURE = 0.5;

function boxesOf(frame: DetectionsFrame): JudgedBox[] {
  const boxes = detectionsOf(frame).pictures[0]?.boxes ?? [];
  return boxes
    .filter(({ confidence }) => confidence >= SURE)
    .map((box) => ({ box, iou: 0, right: true }));
}

/** Pictures with the boxes that a network has found in them. */
export function FoundPictures({ pairs, size }: { pairs: readonly FoundPair[]; size: number }) {
  return (
    <div className={styles.row} style={{ gap: 4 }}>
      {pairs.map(({ picture, found }) => {
        const tile = pictureTile(picture);
        return (
          <span key={found.sample} className={styles.found}>
            <TileCanvas tile={tile} table="ink" size={size} />
            <BoxesOver found={boxesOf(found)} width={tile.width} height={tile.height} />
          </span>
        );
      })}
    </div>
  );
}

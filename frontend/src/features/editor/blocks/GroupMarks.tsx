import { ViewportPortal } from "@xyflow/react";
import { useMemo } from "react";
import type { GroupPlace } from "@/graph/blocks/grouping";
import { useCheck } from "@/graph/checkStore";
import { useLying } from "@/graph/documentStore";
import { framePieces } from "@/graph/frames";
import type { Rect } from "@/graph/rects";
import { pathOf, sheetOf } from "@/graph/sheet";
import { layerRects } from "@/graph/taken";
import { boxesOf } from "../wires/neatness";
import styles from "./GroupPanel.module.css";
import { useBlockTexts } from "./useBlockTexts";

interface GroupMarksProps {
  /** The first is the selection itself. */
  places: readonly GroupPlace[];
  /** Whether the others become the block too. */
  replaced: boolean;
}

/** On the canvas: what is chosen, and where else the same pattern stands. */
export function GroupMarks({ places, replaced }: GroupMarksProps) {
  const { t } = useBlockTexts();
  const lying = useLying();
  const known = useCheck((state) => state);
  const marks = useMemo(() => {
    if (lying.document === null) return [];
    const rects = layerRects(sheetOf(lying), boxesOf(lying, known));
    return places.map(({ role, nodes }) => {
      const own = new Set([...nodes.values()].map((name) => pathOf(lying, { role, name })));
      const [inside, others]: [Rect[], Rect[]] = [[], []];
      for (const [id, rect] of rects) (own.has(id) ? inside : others).push(rect);
      return { id: [...own].join(), count: own.size, pieces: framePieces(inside, others) };
    });
  }, [lying, known, places]);
  return (
    <ViewportPortal>
      {marks.flatMap(({ id, count, pieces }, place) =>
        pieces.map(({ x, y, width, height }, at) => (
          <div
            // biome-ignore lint/suspicious/noArrayIndexKey: the first row stays the first
            key={`${id} ${at}`}
            className={styles.mark}
            data-place={place === 0 ? "chosen" : replaced ? "same" : "left"}
            style={{ transform: `translate(${x}px, ${y}px)`, width, height }}
          >
            {at === 0 && <em>{place === 0 ? t("group.chosen", { count }) : t("group.same")}</em>}
          </div>
        )),
      )}
    </ViewportPortal>
  );
}

import { Handle, type NodeProps, Position } from "@xyflow/react";
import { ChevronLeft, ChevronRight, X } from "lucide-react";
import { memo } from "react";
import { lookAtCopy } from "@/graph/blocks/openedLooking";
import { usePart } from "@/graph/documentStore";
import { leaveUse } from "@/graph/entering";
import { Glyph } from "@/ui/Glyph";
import { IconButton } from "@/ui/IconButton";
import { useOpenedTexts } from "@/ui/useOpenedTexts";
import { OpenedFields } from "./OpenedFields";
import styles from "./OpenedFrame.module.css";
import type { Doors as DoorPlaces, InsideFlowNode } from "./openedDoors";

/** Around the inside of a block that is open: which block it is, its numbers at this use, and the way out. */
export const OpenedFrame = memo(function OpenedFrame(props: NodeProps<InsideFlowNode>) {
  const { data, selected, positionAbsoluteY } = props;
  const { t } = useOpenedTexts();
  const part = usePart();
  if (part.use === null) return null;
  const { block, repeat } = part.use;
  return (
    <div className={styles.frame} data-selected={selected}>
      {data.doors !== null && <Doors doors={data.doors} top={positionAbsoluteY} />}
      <header className={`${styles.head} inside-head`}>
        <Glyph family="block" size={13} />
        <span className={styles.name}>{block}</span>
        <OpenedFields part={part} />
        <span className={`${styles.end} nodrag nopan`}>
          {repeat > 1 && <Copies copy={part.copy} repeat={repeat} />}
          <IconButton size="sm" label={t("close")} shortcut="Esc" onClick={leaveUse}>
            <X />
          </IconButton>
        </span>
      </header>
      {data.empty && <p className={styles.empty}>{t("empty")}</p>}
    </div>
  );
});

/** Where the wires of the use come in and leave. */
function Doors({ doors, top }: { doors: DoorPlaces; top: number }) {
  return (["target", "source"] as const).map((end) => (
    <Handle
      key={end}
      id={end === "target" ? "in" : "out"}
      type={end}
      position={end === "target" ? Position.Left : Position.Right}
      className={styles.door}
      style={{ top: doors[end] - top }}
    />
  ));
}

/** Which of the copies in a row is looked at. */
function Copies({ copy, repeat }: { copy: number; repeat: number }) {
  const { t } = useOpenedTexts();
  return (
    <fieldset className={styles.copies} aria-label={t("copies")}>
      <IconButton
        size="sm"
        label={t("before")}
        disabled={copy === 0}
        onClick={() => lookAtCopy(copy - 1)}
      >
        <ChevronLeft />
      </IconButton>
      <span aria-live="polite">{t("copy", { at: copy + 1, count: repeat })}</span>
      <IconButton
        size="sm"
        label={t("next")}
        disabled={copy === repeat - 1}
        onClick={() => lookAtCopy(copy + 1)}
      >
        <ChevronRight />
      </IconButton>
    </fieldset>
  );
}

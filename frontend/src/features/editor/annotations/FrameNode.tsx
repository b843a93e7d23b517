import type { NodeProps } from "@xyflow/react";
import { X } from "lucide-react";
import { memo } from "react";
import { useTranslation } from "react-i18next";
import { changeGroup } from "@/graph/annotating";
import { documentStore, useDocument } from "@/graph/documentStore";
import { readItem } from "@/graph/items";
import { IconButton } from "@/ui/IconButton";
import { RenameField } from "@/ui/RenameField";
import { focusItem } from "../canvas/focusing";
import { startEditing, stopEditing, useEditor } from "../editorStore";
import type { FrameFlowNode } from "./annotationNodes";
import styles from "./FrameNode.module.css";
import { ungroupItems } from "./grouping";

const LONGEST = 80;

/** The frame around a group; its title drags all of it. */
export const FrameNode = memo(function FrameNode({ id: item, data }: NodeProps<FrameFlowNode>) {
  return (
    <div className={styles.frame} data-chosen={data.chosen}>
      {data.pieces.map(({ x, y, width, height }, index) => (
        <div
          // biome-ignore lint/suspicious/noArrayIndexKey: the first row stays the first
          key={index}
          className={styles.piece}
          style={{ transform: `translate(${x}px, ${y}px)`, width, height }}
        >
          {index === 0 && <Title item={item} title={data.title} />}
        </div>
      ))}
    </div>
  );
});

function Title({ item, title }: { item: string; title: string }) {
  const { t } = useTranslation("editor");
  const readOnly = useDocument((state) => state.readOnly);
  const editing = useEditor((state) => state.editing === item);
  const { id } = readItem(item);
  if (editing) {
    return (
      <div className={`${styles.head} nodrag nopan`}>
        <RenameField
          label={t("group.title")}
          title={title}
          longest={LONGEST}
          onRename={(wanted) =>
            documentStore.getState().alter((network) => changeGroup(network, id, { title: wanted }))
          }
          onDone={() => {
            stopEditing(item);
            focusItem(item);
          }}
        />
      </div>
    );
  }
  return (
    <div className={styles.head}>
      {/* biome-ignore lint/a11y/noStaticElementInteractions: the frame around it takes the keys */}
      <span
        className={`${styles.title} frame-title`}
        data-empty={title === ""}
        onPointerDown={() => documentStore.getState().select([], { groups: [id] })}
        onDoubleClick={() => !readOnly && startEditing(item)}
      >
        {title || t("group.untitled")}
      </span>
      {!readOnly && (
        <IconButton
          size="sm"
          className={`${styles.remove} nodrag nopan`}
          label={t("group.remove")}
          shortcut="Shift G"
          onClick={() => ungroupItems([id])}
        >
          <X />
        </IconButton>
      )}
    </div>
  );
}

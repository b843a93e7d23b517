import { type NodeProps, useReactFlow } from "@xyflow/react";
import { Trash2 } from "lucide-react";
import { type KeyboardEvent, memo, type PointerEvent, useRef, useState } from "react";
import { useTranslation } from "react-i18next";
import { changeComment } from "@/graph/annotating";
import { documentStore, useDocument } from "@/graph/documentStore";
import { readItem } from "@/graph/items";
import { type Comment, type Size, TINTS } from "@/graph/types";
import { IconButton } from "@/ui/IconButton";
import { focusItem } from "../canvas/focusing";
import { stopEditing, useEditor } from "../editorStore";
import type { CommentFlowNode } from "./annotationNodes";
import styles from "./CommentNode.module.css";

const LONGEST = 2000;

function change(id: string, to: Partial<Comment>, key = ""): void {
  documentStore.getState().alter((network) => changeComment(network, id, to), key);
}

/** A note on the canvas. It computes nothing. */
export const CommentNode = memo(function CommentNode(props: NodeProps<CommentFlowNode>) {
  const { t } = useTranslation("editor");
  const { id: item, selected } = props;
  const { comment } = props.data;
  const { id } = readItem(item);
  const readOnly = useDocument((state) => state.readOnly);
  const several = useDocument((state) => state.selection.length + state.selectedComments.length);
  const editing = useEditor((state) => state.editing === item);
  const [size, setSize] = useState<Size | null>(null);
  const alone = selected && several === 1 && !readOnly;
  return (
    <div
      className={styles.comment}
      data-tint={comment.colour}
      data-selected={selected}
      style={size ?? undefined}
    >
      {alone && <Tools id={id} comment={comment} />}
      {editing ? (
        <Field item={item} comment={comment} />
      ) : (
        <p className={styles.text} data-empty={comment.text === ""}>
          {comment.text || t("comment.empty")}
        </p>
      )}
      {alone && <Corner id={id} comment={comment} onSize={setSize} />}
    </div>
  );
});

/** The text as a field: Escape or leaving ends it, and what stays empty goes. */
function Field({ item, comment }: { item: string; comment: Comment }) {
  const { t } = useTranslation("editor");
  const { id } = readItem(item);
  const leave = () => {
    stopEditing(item);
    if (comment.text.trim() === "") documentStore.getState().remove([], { comments: [id] });
  };
  return (
    <textarea
      className={`${styles.field} nodrag nopan nowheel`}
      aria-label={t("comment.text")}
      placeholder={t("comment.empty")}
      maxLength={LONGEST}
      value={comment.text}
      // biome-ignore lint/a11y/noAutofocus: the reader asked for the field, and types at once
      autoFocus
      onFocus={({ currentTarget }) => currentTarget.setSelectionRange(LONGEST, LONGEST)}
      onChange={({ currentTarget: { value, scrollHeight } }) =>
        // A comment grows with its text.
        change(id, { text: value, height: Math.max(comment.height, scrollHeight) }, `${item}.text`)
      }
      onBlur={leave}
      onKeyDown={(event) => {
        const done = event.key === "Enter" && (event.ctrlKey || event.metaKey);
        if (event.nativeEvent.isComposing || !(done || event.key === "Escape")) return;
        event.preventDefault();
        event.currentTarget.blur();
        focusItem(item);
      }}
    />
  );
}

function Tools({ id, comment }: { id: string; comment: Comment }) {
  const { t } = useTranslation("editor");
  return (
    <div className={`${styles.tools} nodrag nopan`} role="toolbar" aria-label={t("comment.tools")}>
      {TINTS.map((tint) => (
        <button
          key={tint}
          type="button"
          className={styles.swatch}
          data-tint={tint}
          aria-label={t(`comment.${tint}`)}
          title={t(`comment.${tint}`)}
          aria-pressed={comment.colour === tint}
          onClick={() => change(id, { colour: tint })}
        />
      ))}
      <IconButton
        size="sm"
        label={t("comment.delete")}
        shortcut="Delete"
        onClick={() => documentStore.getState().remove([], { comments: [id] })}
      >
        <Trash2 />
      </IconButton>
    </div>
  );
}

interface CornerProps {
  id: string;
  comment: Comment;
  /** The size in the hand; null when it was let go. */
  onSize: (size: Size | null) => void;
}

const STEP = 20;
const ARROWS: Readonly<Record<string, readonly [number, number]>> = {
  ArrowLeft: [-STEP, 0],
  ArrowRight: [STEP, 0],
  ArrowUp: [0, -STEP],
  ArrowDown: [0, STEP],
};

/** The lower right corner drags, or goes by arrow keys. */
function Corner({ id, comment, onSize }: CornerProps) {
  const { t } = useTranslation("editor");
  const flow = useReactFlow();
  const drag = useRef<{ x: number; y: number; size: Size | null } | null>(null);
  const { width, height } = comment;
  const sized = (x: number, y: number): Size => ({
    width: Math.max(60, width + x),
    height: Math.max(32, height + y),
  });
  const move = (event: PointerEvent) => {
    if (drag.current === null) return;
    const { zoom } = flow.getViewport();
    const { x, y } = drag.current;
    const size = sized((event.clientX - x) / zoom, (event.clientY - y) / zoom);
    drag.current.size = size;
    onSize(size);
  };
  const drop = () => {
    if (drag.current?.size) change(id, drag.current.size);
    drag.current = null;
    onSize(null);
  };
  const press = (event: KeyboardEvent) => {
    const arrow = ARROWS[event.key];
    if (!arrow) return;
    event.preventDefault();
    change(id, sized(...arrow), `${id}.size`);
  };
  return (
    <button
      type="button"
      className={`${styles.corner} nodrag nopan`}
      aria-label={t("comment.size")}
      title={t("comment.size")}
      onPointerDown={(event) => {
        event.currentTarget.setPointerCapture(event.pointerId);
        drag.current = { x: event.clientX, y: event.clientY, size: null };
      }}
      onPointerMove={move}
      onPointerUp={drop}
      onPointerCancel={drop}
      onKeyDown={press}
    />
  );
}

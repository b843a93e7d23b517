/** A new comment: beside the chosen layer or in the middle of the view, where nothing stands. */
import type { ReactFlowInstance } from "@xyflow/react";
import i18next from "i18next";
import {
  addComment,
  COMMENT_SIZE,
  countComments,
  freshCommentId,
  MOST_COMMENTS,
} from "@/graph/annotating";
import { checkStore } from "@/graph/checkStore";
import { currentSheet, documentStore } from "@/graph/documentStore";
import { freePlace } from "@/graph/freePlace";
import { commentItem } from "@/graph/items";
import type { Rect } from "@/graph/rects";
import { startOf } from "@/graph/sheet";
import { layerRects, takenRects } from "@/graph/taken";
import { showMessage } from "@/ui/messages";
import { fitAll, inView, middleOfView, view } from "../canvas/viewport";
import { startEditing } from "../editorStore";
import { boxesOf } from "../wires/neatness";

export function writeComment(flow: ReactFlowInstance): void {
  const { role, selection, readOnly, alter, select } = documentStore.getState();
  const network = currentSheet();
  const start = startOf(documentStore.getState(), role);
  if (readOnly) return;
  if (countComments(network, start) >= MOST_COMMENTS) {
    sayFull();
    return;
  }
  const boxes = boxesOf(documentStore.getState(), checkStore.getState());
  const comments = Object.values(network.comments ?? {}).map(({ position, width, height }) => ({
    ...position,
    width,
    height,
  }));
  const [layer] = selection;
  const beside = layer !== undefined && layerRects(network, boxes).get(layer);
  const { x, y } = middleOfView(flow);
  const wanted = beside
    ? { x: beside.x, y: beside.y + beside.height }
    : { x: x - COMMENT_SIZE.width / 2, y: y - COMMENT_SIZE.height / 2 };
  const place = freePlace({ ...wanted, ...COMMENT_SIZE }, [
    ...takenRects(network, boxes),
    ...comments,
  ]);
  const id = freshCommentId(network, start);
  alter((before) => addComment(before, id, place));
  select([], { comments: [id] });
  startEditing(commentItem(id));
  show(flow, { ...place, ...COMMENT_SIZE });
}

export function sayFull(): void {
  showMessage({ text: i18next.t("editor:comment.full", { most: MOST_COMMENTS }) });
}

/** A view of the whole stays one; any other follows as far as it must. */
function show(flow: ReactFlowInstance, rect: Rect): void {
  if (inView(flow, rect)) return;
  if (view.whole) requestAnimationFrame(() => fitAll(flow));
  else {
    const { zoom } = flow.getViewport();
    void flow.setCenter(rect.x + rect.width / 2, rect.y + rect.height / 2, { zoom });
  }
}

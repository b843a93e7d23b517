import { useMemo } from "react";
import { useTranslation } from "react-i18next";
import { useDocument, useSheet } from "@/graph/documentStore";
import type { Network } from "@/graph/types";
import type { DrawnElsewhere } from "../blocks/drawnOpen";
import type { InsideFlowNode } from "../blocks/openedDoors";
import type { LayerFlowNode } from "../canvas/flow";
import {
  type CanvasNode,
  type CommentFlowNode,
  commentNodes,
  frameNodes,
  type HeldPlaces,
  held,
} from "./annotationNodes";

interface Standing {
  readonly dragged: HeldPlaces | null;
  /** Around the inside of a block that is open. */
  readonly frame: InsideFlowNode | null;
  readonly drawn: DrawnElsewhere | null;
}

/** Comments stay with the layers around them where those are drawn elsewhere. */
function besideLayers(
  comments: CommentFlowNode[],
  sheet: Network,
  drawn: DrawnElsewhere | null,
): CommentFlowNode[] {
  if (drawn === null) return comments;
  return comments.map((comment) => {
    const { x, y } = comment.position;
    const by = drawn.shiftOf(sheet, comment.id);
    return { ...comment, position: { x: x + by.x, y: y + by.y } };
  });
}

/** Layers with the comments and frames of their network, all where the pointer holds them. */
export function useAnnotations(
  layers: LayerFlowNode[],
  { dragged, frame, drawn }: Standing,
): CanvasNode[] {
  const { t } = useTranslation("editor");
  const sheet = useSheet();
  const { comments, groups } = sheet;
  const chosenComments = useDocument((state) => state.selectedComments);
  const chosenGroups = useDocument((state) => state.selectedGroups);
  const standing = useMemo(
    () =>
      besideLayers(
        commentNodes(comments, chosenComments, {
          name: (text) => t("comment.label", { text: text || t("comment.empty") }),
          role: t("roles.comment"),
        }),
        sheet,
        drawn,
      ),
    [comments, chosenComments, sheet, drawn, t],
  );
  return useMemo(() => {
    const nodes = held(layers, dragged);
    const frames = frameNodes(groups, nodes, chosenGroups, {
      name: (title, count) => t("group.label", { title: title || t("group.untitled"), count }),
      role: t("roles.group"),
    });
    const around = frame === null ? [] : held([frame], dragged);
    return [...around, ...nodes, ...held(standing, dragged), ...frames];
  }, [layers, dragged, frame, groups, standing, chosenGroups, t]);
}

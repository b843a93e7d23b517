import { useMemo } from "react";
import { useTranslation } from "react-i18next";
import { useDocument, useSheet } from "@/graph/documentStore";
import type { LayerFlowNode } from "../canvas/flow";
import { type CanvasNode, commentNodes, frameNodes, held, type Places } from "./annotationNodes";

/** Layers with the comments and frames of their network, all where the pointer holds them. */
export function useAnnotations(layers: LayerFlowNode[], dragged: Places | null): CanvasNode[] {
  const { t } = useTranslation("editor");
  const { comments, groups } = useSheet();
  const chosenComments = useDocument((state) => state.selectedComments);
  const chosenGroups = useDocument((state) => state.selectedGroups);
  const standing = useMemo(
    () =>
      commentNodes(comments, chosenComments, {
        name: (text) => t("comment.label", { text: text || t("comment.empty") }),
        role: t("roles.comment"),
      }),
    [comments, chosenComments, t],
  );
  return useMemo(() => {
    const nodes = held(layers, dragged);
    const frames = frameNodes(groups, nodes, chosenGroups, {
      name: (title, count) => t("group.label", { title: title || t("group.untitled"), count }),
      role: t("roles.group"),
    });
    return [...nodes, ...held(standing, dragged), ...frames];
  }, [layers, dragged, groups, standing, chosenGroups, t]);
}

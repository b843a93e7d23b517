import type { NodeChange, OnNodeDrag, XYPosition } from "@xyflow/react";
import { useCallback, useRef, useState } from "react";
import { useTranslation } from "react-i18next";
import { documentStore } from "@/graph/documentStore";
import { networkOf } from "@/graph/experiment";
import { readItem } from "@/graph/items";
import type { CanvasNode, Places } from "../annotations/annotationNodes";

/** Node changes from React Flow: choices go to the document store, a drag is one edit at its end. */
export function useMoving() {
  const [dragged, setDragged] = useState<Places | null>(null);
  const held = useRef<Places | null>(null);
  const start = useRef<XYPosition>({ x: 0, y: 0 });

  const onNodesChange = useCallback((changes: NodeChange<CanvasNode>[]) => {
    choose(changes);
    const moves = changes.flatMap((change) =>
      change.type === "position" && change.position && change.dragging
        ? moved(change.id, change.position, start.current)
        : [],
    );
    if (moves.length === 0) return;
    held.current = { ...held.current, ...Object.fromEntries(moves) };
    setDragged(held.current);
  }, []);

  const onDragStart: OnNodeDrag<CanvasNode> = useCallback((_, { position }) => {
    start.current = position;
  }, []);

  const { t } = useTranslation("editor");
  const onDragStop = useCallback(() => {
    const places = held.current;
    held.current = null;
    setDragged(null);
    if (places === null) return;
    const { document, role, move } = documentStore.getState();
    if (Object.keys(networkOf(document, role).groups ?? {}).length === 0) move(places);
    else void import("../palette/dropping").then(({ drop }) => drop(places, t));
  }, [t]);

  return { dragged, onNodesChange, onDragStart, onDragStop };
}

/** A frame takes its nodes along, and goes where they go. */
function moved(item: string, to: XYPosition, from: XYPosition): [string, XYPosition][] {
  const { kind, id } = readItem(item);
  if (kind !== "group") return [[item, to]];
  const { document, role } = documentStore.getState();
  const { nodes, groups } = networkOf(document, role);
  return (groups?.[id]?.nodes ?? []).flatMap((member): [string, XYPosition][] => {
    const position = nodes[member]?.position;
    if (!position) return [];
    return [[member, { x: position.x + to.x - from.x, y: position.y + to.y - from.y }]];
  });
}

function choose(changes: readonly NodeChange<CanvasNode>[]): void {
  const picks = changes.filter((change) => change.type === "select");
  if (picks.length === 0) return;
  const { selection, selectedWires, selectedComments, selectedGroups, select } =
    documentStore.getState();
  const layers = new Set(selection);
  const comments = new Set(selectedComments);
  for (const { id: item, selected } of picks) {
    const { kind, id } = readItem(item);
    const chosen = kind === "comment" ? comments : layers;
    selected ? chosen.add(id) : chosen.delete(id);
  }
  const groups = picks.some(({ selected }) => selected) ? [] : selectedGroups;
  select([...layers], { wires: selectedWires, comments: [...comments], groups });
}

import type { NodeChange, OnNodeDrag, XYPosition } from "@xyflow/react";
import { useCallback, useRef, useState } from "react";
import { useTranslation } from "react-i18next";
import { currentSheet, documentStore } from "@/graph/documentStore";
import { rolesOf } from "@/graph/experiment";
import { commentItem, readItem } from "@/graph/items";
import { partOf, startOf } from "@/graph/sheet";
import type { CanvasNode, HeldPlaces } from "../annotations/annotationNodes";
import { asKept, drawnOpen } from "../blocks/drawnOpen";

/** Node changes from React Flow: choices go to the document store, a drag is one edit at its end. */
export function useMoving() {
  const [dragged, setDragged] = useState<HeldPlaces | null>(null);
  const held = useRef<HeldPlaces | null>(null);
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
    const dropped = held.current;
    held.current = null;
    setDragged(null);
    if (dropped === null) return;
    const places = asKept(drawnOpen.getState().drawn, currentSheet(), dropped);
    const { document, move } = documentStore.getState();
    const { groups } = currentSheet();
    // With one network and no groups there is nothing that a move could change but places.
    if (Object.keys(groups ?? {}).length === 0 && rolesOf(document).length < 2) move(places);
    else void import("../palette/dropping").then(({ drop }) => drop(places, t));
  }, [t]);

  return { dragged, onNodesChange, onDragStart, onDragStop };
}

/** Where a layer is drawn: behind a block that is open, elsewhere than the document has it. */
function drawnAt(id: string, { x, y }: XYPosition): XYPosition {
  const { drawn } = drawnOpen.getState();
  const by = drawn === null ? { x: 0, y: 0 } : drawn.shiftOf(currentSheet(), id);
  return { x: x + by.x, y: y + by.y };
}

/** A frame takes what it holds along, and goes where that goes: the layers of a group, or a whole network. */
function moved(item: string, to: XYPosition, from: XYPosition): [string, XYPosition][] {
  const { kind, id } = readItem(item);
  if (kind !== "group" && kind !== "role") return [[item, to]];
  const sheet = currentSheet();
  const by = ({ x, y }: XYPosition) => ({ x: x + to.x - from.x, y: y + to.y - from.y });
  if (kind === "role") {
    const { nodes, comments = {} } = partOf(sheet, startOf(documentStore.getState(), id));
    return [
      ...Object.entries(nodes).map(([node, { position }]) => [node, by(position)] as const),
      ...Object.entries(comments).map(
        ([note, { position }]) => [commentItem(note), by(position)] as const,
      ),
    ].map(([name, place]): [string, XYPosition] => [name, place]);
  }
  return (sheet.groups?.[id]?.nodes ?? []).flatMap((member): [string, XYPosition][] => {
    const position = sheet.nodes[member]?.position;
    return position ? [[member, by(drawnAt(member, position))]] : [];
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
    if (kind === "role" || kind === "data") continue;
    const chosen = kind === "comment" ? comments : layers;
    selected ? chosen.add(id) : chosen.delete(id);
  }
  const groups = picks.some(({ selected }) => selected) ? [] : selectedGroups;
  select([...layers], { wires: selectedWires, comments: [...comments], groups });
}

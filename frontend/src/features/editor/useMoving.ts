import type { NodeChange, XYPosition } from "@xyflow/react";
import { useCallback, useMemo, useRef, useState } from "react";
import { documentStore } from "@/graph/documentStore";
import type { LayerFlowNode } from "./flow";

type Places = Readonly<Record<string, XYPosition>>;

/** Node changes from React Flow: choices go to the document store, a drag is one edit at its end. */
export function useMoving() {
  const [dragged, setDragged] = useState<Places | null>(null);
  const held = useRef<Places | null>(null);

  const onNodesChange = useCallback((changes: NodeChange<LayerFlowNode>[]) => {
    choose(changes);
    const moves = changes.flatMap((change) =>
      change.type === "position" && change.position && change.dragging
        ? [[change.id, change.position] as const]
        : [],
    );
    if (moves.length === 0) return;
    held.current = { ...held.current, ...Object.fromEntries(moves) };
    setDragged(held.current);
  }, []);

  const onDragStop = useCallback(() => {
    if (held.current) documentStore.getState().move(held.current);
    held.current = null;
    setDragged(null);
  }, []);

  return { dragged, onNodesChange, onDragStop };
}

function choose(changes: readonly NodeChange<LayerFlowNode>[]): void {
  const picks = changes.filter((change) => change.type === "select");
  if (picks.length === 0) return;
  const { selection, selectedWires, select } = documentStore.getState();
  const chosen = new Set(selection);
  for (const { id, selected } of picks) selected ? chosen.add(id) : chosen.delete(id);
  select([...chosen], selectedWires);
}

/** Nodes under the pointer stand where it holds them, whatever the document says meanwhile. */
export function useHeld(nodes: LayerFlowNode[], dragged: Places | null): LayerFlowNode[] {
  return useMemo(() => {
    if (dragged === null) return nodes;
    return nodes.map((node) => {
      const position = dragged[node.id];
      return position ? { ...node, position, dragging: true } : node;
    });
  }, [nodes, dragged]);
}

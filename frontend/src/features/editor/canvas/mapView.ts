/** When the map of the network shows: as the reader chose, else when not all of it is in sight. */
import { type ReactFlowState, useStore as useFlowStore } from "@xyflow/react";
import { useEffect } from "react";
import { useStore } from "zustand";
import { createStore } from "zustand/vanilla";
import { hull, type Rect } from "@/graph/rects";
import { remembered, rememberThat } from "@/ui/memory";
import type { CanvasNode } from "../annotations/annotationNodes";

const NAME = "map";
/** A view on its way somewhere has not stopped there. */
const SETTLED_MS = 400;

interface MapState {
  /** What the reader chose; null lets the network decide. */
  readonly kept: string | null;
  readonly cutOff: boolean;
}

const store = createStore<MapState>(() => ({ kept: remembered(NAME), cutOff: false }));
const isShown = ({ kept, cutOff }: MapState): boolean => (kept === null ? cutOff : kept === "on");

/** A layer stands at its vertical middle, all else at its upper left corner. */
export function itemRect({ type, position: { x, y }, width = 0, height = 0 }: CanvasNode): Rect {
  return { x, y: type === "layer" ? y - height / 2 : y, width, height };
}

let about: unknown = null;
let bounds: Rect = { x: 0, y: 0, width: 0, height: 0 };

/** The bounds of all that stands there, counted once for each set of nodes. */
function boundsOf(nodes: readonly CanvasNode[]): Rect {
  if (about !== nodes) [about, bounds] = [nodes, hull(nodes.map(itemRect))];
  return bounds;
}

function isCutOff(state: ReactFlowState): boolean {
  const nodes = state.nodes as CanvasNode[];
  if (nodes.length === 0) return false;
  const [x, y, zoom] = state.transform;
  const all = boundsOf(nodes);
  const [left, top] = [all.x * zoom + x, all.y * zoom + y];
  const across = left >= 0 && left + all.width * zoom <= state.width;
  return !(across && top >= 0 && top + all.height * zoom <= state.height);
}

/** Watches the network and the view; called once for a canvas. */
export function useMapWatch(): void {
  const cutOff = useFlowStore(isCutOff);
  useEffect(() => {
    const timer = setTimeout(() => store.setState({ cutOff }), SETTLED_MS);
    return () => clearTimeout(timer);
  }, [cutOff]);
}

export function useMapShown(): boolean {
  return useStore(store, isShown);
}

export function toggleMap(): void {
  const kept = isShown(store.getState()) ? "off" : "on";
  store.setState({ kept });
  rememberThat(NAME, kept);
}

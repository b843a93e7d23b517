import { useOnViewportChange, useStore, useStoreApi } from "@xyflow/react";
import { useEffect, useState } from "react";
import { type ZoomLevel, zoomLevel } from "./viewport";

interface Zoomed {
  readonly level: ZoomLevel;
  /** Exact only where text is sized by it: nothing is drawn again while one zooms in closer. */
  readonly zoom: number;
  /** The view is being panned or zoomed. */
  readonly moving: boolean;
}

/** How near the canvas is. Text keeps its size until a zoom has ended: each new size lays out every node anew. */
export function useZoomLevel(): Zoomed {
  const store = useStoreApi();
  const level = useStore((state) => zoomLevel(state.transform[2]));
  const [zoom, setZoom] = useState(1);
  const [moving, setMoving] = useState(false);
  useEffect(() => setZoom(sizing(store.getState().transform[2], level)), [store, level]);
  useOnViewportChange({
    onStart: () => setMoving(true),
    onEnd: (view) => {
      setMoving(false);
      setZoom(sizing(view.zoom, zoomLevel(view.zoom)));
    },
  });
  return { level, zoom, moving };
}

function sizing(zoom: number, level: ZoomLevel): number {
  return level === "full" ? 1 : Math.max(0.02, Math.round(zoom * 50) / 50);
}

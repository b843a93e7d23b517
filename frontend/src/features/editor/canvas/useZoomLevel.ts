import { useOnViewportChange, useStoreApi } from "@xyflow/react";
import { useEffect, useState } from "react";
import { type ZoomLevel, zoomLevel } from "./viewport";

interface Zoomed {
  readonly level: ZoomLevel;
  /** By which text is sized, never more than it is; 1 where all is shown larger, and nothing need be drawn again. */
  readonly zoom: number;
}

/**
 * How near the canvas is, and whether it is being panned or zoomed. Until a zoom has ended the nodes stay as they were
 * drawn, only larger or smaller: each new level, and each new size of the text, lays out all of them anew.
 */
export function useZoomLevel(): Zoomed & { readonly moving: boolean } {
  const store = useStoreApi();
  const [zoomed, setZoomed] = useState<Zoomed>({ level: "full", zoom: 1 });
  const [moving, setMoving] = useState(false);
  useEffect(() => setZoomed(zoomedTo(store.getState().transform[2])), [store]);
  useOnViewportChange({
    onStart: () => setMoving(true),
    onEnd: ({ zoom }) => {
      setMoving(false);
      setZoomed((before) => {
        const now = zoomedTo(zoom);
        return now.level === before.level && now.zoom === before.zoom ? before : now;
      });
    },
  });
  return { ...zoomed, moving };
}

function zoomedTo(zoom: number): Zoomed {
  return {
    level: zoomLevel(zoom),
    zoom: Math.min(1, Math.max(0.02, Math.floor(zoom * 100) / 100)),
  };
}

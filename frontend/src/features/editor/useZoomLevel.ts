import { useStore } from "@xyflow/react";
import { type ZoomLevel, zoomLevel } from "./viewport";

interface Zoomed {
  readonly level: ZoomLevel;
  /** Exact only where text is sized by it: nothing is drawn again while one zooms in closer. */
  readonly zoom: number;
}

export function useZoomLevel(): Zoomed {
  const level = useStore((state) => zoomLevel(state.transform[2]));
  const zoom = useStore((state) =>
    zoomLevel(state.transform[2]) === "full" ? 1 : Math.round(state.transform[2] * 50) / 50,
  );
  return { level, zoom: Math.max(0.02, zoom) };
}

import { type RefObject, useEffect } from "react";

/** Calls `draw` when the canvas has another size on the page, or room at all. */
export function useResized(canvas: RefObject<HTMLCanvasElement | null>, draw: () => void): void {
  useEffect(() => {
    if (canvas.current === null) return;
    const observer = new ResizeObserver(draw);
    observer.observe(canvas.current);
    return () => observer.disconnect();
  }, [canvas, draw]);
}

/** After a drag the page may stand otherwise under the pointer, and no event tells a tooltip that it was left. */
const TREMBLE_PX = 6;

/** Lets go of every tooltip, also of one that is about to open, when a drag ends. Returns the end. */
export function closeTooltipsAfterDrags(): () => void {
  let start: { x: number; y: number } | null = null;
  let dragged = false;
  const abort = new AbortController();
  const options = { capture: true, signal: abort.signal };
  const down = ({ clientX: x, clientY: y }: PointerEvent) => {
    start = { x, y };
    dragged = false;
  };
  const move = ({ clientX, clientY }: PointerEvent) => {
    if (start !== null && Math.hypot(clientX - start.x, clientY - start.y) > TREMBLE_PX)
      dragged = true;
  };
  const end = () => {
    const over = dragged;
    start = null;
    dragged = false;
    // Once whatever the drop moves has moved.
    if (over) requestAnimationFrame(letGo);
  };
  window.addEventListener("pointerdown", down, options);
  window.addEventListener("pointermove", move, options);
  window.addEventListener("pointerup", end, options);
  window.addEventListener("pointercancel", end, options);
  window.addEventListener("dragend", () => requestAnimationFrame(letGo), options);
  return () => abort.abort();
}

function letGo(): void {
  for (const holder of document.querySelectorAll("button, label"))
    holder.dispatchEvent(new MouseEvent("mouseleave"));
}

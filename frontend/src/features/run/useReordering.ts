import { type PointerEvent as ReactPointerEvent, useRef, useState } from "react";
import { PANELS, type PanelId } from "./dockPanels";
import { dockView } from "./dockView";

/** So far the pointer may tremble before a press becomes a drag. */
const TREMBLE_PX = 6;

function panelAt(event: PointerEvent): PanelId | null {
  const under = document.elementFromPoint(event.clientX, event.clientY);
  const id = under?.closest<HTMLElement>("[data-panel]")?.dataset.panel;
  return PANELS.find((panel) => panel === id) ?? null;
}

/** Dragging a panel's head over another panel puts it there. The panel's menu does the same without a drag. */
export function useReordering(panel: PanelId | null) {
  const [dragged, setDragged] = useState(false);
  const moving = useRef(false);
  const begin = (start: ReactPointerEvent<HTMLElement>) => {
    const target = start.target as HTMLElement;
    const ownButton = target.closest("button, a, input, [role='menu']");
    const title = target.closest("h2");
    if (panel === null || start.button !== 0 || (ownButton !== null && title === null)) return;
    const abort = new AbortController();
    const { signal } = abort;
    const end = () => {
      abort.abort();
      moving.current = false;
      setDragged(false);
    };
    const follow = (event: PointerEvent) => {
      const far =
        Math.hypot(event.clientX - start.clientX, event.clientY - start.clientY) > TREMBLE_PX;
      if (!moving.current && !far) return;
      moving.current = true;
      setDragged(true);
      const place = panelAt(event);
      if (place !== null && place !== panel) dockView.getState().move(panel, place);
    };
    window.addEventListener("pointermove", follow, { signal });
    window.addEventListener("pointerup", end, { signal });
    window.addEventListener("pointercancel", end, { signal });
    const leave = (event: KeyboardEvent) => event.key === "Escape" && end();
    window.addEventListener("keydown", leave, { signal });
  };
  return { dragged, begin };
}

import { type RefObject, useEffect } from "react";
import { useTranslation } from "react-i18next";
import { useStore } from "zustand";
import styles from "./Dock.module.css";
import { bounded } from "./dockPanels";
import { dockView } from "./dockView";

const STEP_PX = 20;

/** The rooms of the studio share their height; the dock's part is a variable of theirs. */
function roomsOf(dock: HTMLElement | null): HTMLElement | null {
  return dock?.closest("main") ?? null;
}

interface DockEdgeProps {
  dock: RefObject<HTMLElement | null>;
  /** The height where nobody set one; 0 is the layout's own. */
  usual: number;
}

/** The dock's upper edge: drags up and down, and moves by arrows; a double click gives the layout's own height back. */
export function DockEdge({ dock, usual }: DockEdgeProps) {
  const { t } = useTranslation("run");
  const height = useStore(dockView, (view) => view.arrangement.height) || usual;
  useEffect(() => {
    const rooms = roomsOf(dock.current);
    if (rooms === null || height === 0) return;
    // The layout keeps it within its bounds, as high as the window ever is.
    rooms.style.setProperty("--dock-h", `${height}px`);
    return () => void rooms.style.removeProperty("--dock-h");
  }, [dock, height]);
  const now = () => dock.current?.clientHeight ?? 0;
  const set = (wanted: number) => {
    const whole = roomsOf(dock.current)?.clientHeight ?? 0;
    dockView.getState().setHeight(bounded(wanted, whole));
  };
  return (
    <hr
      className={styles.edge}
      aria-orientation="horizontal"
      aria-label={t("panels.edge")}
      aria-valuemin={180}
      aria-valuenow={height === 0 ? 280 : height}
      tabIndex={0}
      onDoubleClick={() => dockView.getState().setHeight(0)}
      onPointerDown={(event) => event.currentTarget.setPointerCapture(event.pointerId)}
      onPointerMove={(event) => {
        if (!event.currentTarget.hasPointerCapture(event.pointerId)) return;
        const foot = dock.current?.getBoundingClientRect().bottom ?? 0;
        set(foot - event.clientY);
      }}
      onKeyDown={(event) => {
        if (event.key === "ArrowUp") set(now() + STEP_PX);
        else if (event.key === "ArrowDown") set(now() - STEP_PX);
        else if (event.key === "Home") dockView.getState().setHeight(0);
        else return;
        event.preventDefault();
      }}
    />
  );
}

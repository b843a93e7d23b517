import type { ReactNode } from "react";
import { useEscape } from "@/ui/escape";
import { PanelBoundary } from "@/ui/PanelError";
import styles from "./Dock.module.css";
import { dockView } from "./dockView";
import { PanelMenu } from "./PanelMenu";
import { usePanelPlace } from "./panelPlace";
import { TabsRoom } from "./TabStrip";
import { useReordering } from "./useReordering";

interface PanelProps {
  title: string;
  /** Beside the title: legend, state. */
  legend?: ReactNode;
  /** At the right: the one reading, or the one action. */
  reading?: ReactNode;
  /** The panel's own items in its menu. */
  menu?: ReactNode;
  children: ReactNode;
}

/** One room of the dock. A double click on its title gives it the dock; its head can be dragged to another place. */
export function Panel({ title, legend, reading, menu, children }: PanelProps) {
  const place = usePanelPlace();
  const reorder = useReordering(place?.id ?? null);
  const large = place?.large ?? false;
  const enlarge = () => place !== null && dockView.getState().enlarge(place.id);
  useEscape(large, enlarge, "panel");
  return (
    <article
      className={styles.panel}
      data-panel={place?.id}
      data-large={large}
      data-dragged={reorder.dragged}
      data-turns={(place?.turns.length ?? 0) > 0}
      aria-label={title}
    >
      <header className={styles.head} onPointerDown={reorder.begin}>
        {place !== null && place.turns.length > 0 && <TabsRoom tabs={place.turns} />}
        <h2 className={place !== null && place.turns.length > 0 ? "visually-hidden" : undefined}>
          {place === null || place.turns.length > 0 ? (
            title
          ) : (
            <button
              type="button"
              aria-pressed={large}
              aria-keyshortcuts={place.number > 0 ? String(place.number) : undefined}
              // A double click with the mouse, Enter with the keyboard: a stray click moves nothing.
              onClick={(event) => event.detail === 0 && enlarge()}
              onDoubleClick={enlarge}
            >
              {title}
            </button>
          )}
        </h2>
        {legend}
        <div className={styles.reading}>{reading}</div>
        {place !== null && (
          <PanelMenu title={title} place={place}>
            {menu}
          </PanelMenu>
        )}
      </header>
      <div className={styles.body}>
        <PanelBoundary>{children}</PanelBoundary>
      </div>
    </article>
  );
}

import type { ReactNode } from "react";
import { PanelBoundary } from "@/ui/PanelError";
import styles from "./Dock.module.css";

interface PanelProps {
  title: string;
  /** Beside the title: legend, state. */
  legend?: ReactNode;
  /** At the right: the one reading, or the one action. */
  reading?: ReactNode;
  large: boolean;
  onLarge: () => void;
  children: ReactNode;
}

/** One room of the dock. A double click on its title gives it the dock. */
export function Panel({ title, legend, reading, large, onLarge, children }: PanelProps) {
  return (
    <article className={styles.panel} data-large={large} aria-label={title}>
      <header className={styles.head}>
        <h2>
          <button
            type="button"
            aria-pressed={large}
            // A double click with the mouse, Enter with the keyboard: a stray click moves nothing.
            onClick={(event) => event.detail === 0 && onLarge()}
            onDoubleClick={onLarge}
          >
            {title}
          </button>
        </h2>
        {legend}
        <div className={styles.reading}>{reading}</div>
      </header>
      <div className={styles.body}>
        <PanelBoundary>{children}</PanelBoundary>
      </div>
    </article>
  );
}

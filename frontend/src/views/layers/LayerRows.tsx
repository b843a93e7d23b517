import type { ReactNode } from "react";
import { documentStore } from "@/graph/documentStore";
import styles from "./LayerRows.module.css";

/** The layer's name at the head of its row; pressed, it selects the layer. */
export function LayerName({ node }: { node: string }) {
  return (
    <button
      type="button"
      className={styles.name}
      onClick={() => documentStore.getState().select([node])}
    >
      {node}
    </button>
  );
}

interface LayerRowsProps {
  /** How many rows there are. */
  rows: number;
  /** Rows with room for a strip, and without a reading at their end. */
  tall?: boolean;
  /** The one drawing over all rows. */
  drawing: ReactNode;
  /** Names, and readings where there are some. */
  children: ReactNode;
}

/** One row a layer, over the steps. */
export function LayerRows({ rows, tall = false, drawing, children }: LayerRowsProps) {
  return (
    <div className={styles.rows} data-tall={tall}>
      {children}
      <div className={styles.drawing} style={{ gridRow: `1 / span ${rows}` }}>
        {drawing}
      </div>
    </div>
  );
}

import type { ReactNode } from "react";
import { watchedSnapshot } from "@/api/watchedSnapshot";
import { wayOf } from "@/graph/blocks/opened";
import { reveal } from "@/graph/blocks/openedLooking";
import { documentStore } from "@/graph/documentStore";
import { type Experiment, networkOf } from "@/graph/experiment";
import { toldRole } from "../run/useSnapshot";
import styles from "./LayerRows.module.css";

/** A layer that the document does not have is selected in the network of the run. */
export function selectLayer(node: string): void {
  const { document, view } = documentStore.getState();
  const { snapshot } = watchedSnapshot.getState();
  const role = toldRole();
  const has = (experiment: Experiment | null) =>
    Object.hasOwn(networkOf(experiment, role).nodes, wayOf(node).way[0] ?? "");
  if (!has(document) && has(snapshot)) view(snapshot);
  reveal({ role, name: node });
}

/** The layer's name at the head of its row; pressed, it selects the layer. Inside of a block that stands above it. */
export function LayerName({ node }: { node: string }) {
  const start = node.slice(0, node.lastIndexOf("/") + 1);
  return (
    <button type="button" className={styles.name} title={node} onClick={() => selectLayer(node)}>
      {start !== "" && (
        <>
          <span>{start}</span>
          <wbr />
        </>
      )}
      <span>{node.slice(start.length)}</span>
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

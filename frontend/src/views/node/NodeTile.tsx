import { lazy, Suspense, useMemo } from "react";
import { useTranslation } from "react-i18next";
import { useStore } from "zustand";
import { useFinds } from "@/graph/finds";
import { type Tile, tileOf } from "@/graph/tile";
import type { Value } from "@/graph/types";
import { patiently } from "@/ui/patiently";
import styles from "./NodeTile.module.css";
import { type NodeViewKind, nodeViewOf, nodeViews } from "./nodeViews";

const KernelsTile = lazy(() =>
  patiently(() => import("./KernelsTile")).then((tile) => ({ default: tile.KernelsTile })),
);

// Nothing is read before the network is in sight: the place is kept free until then.
const DrawnTile = lazy(() =>
  patiently(() => import("./DrawnTile")).then((tile) => ({ default: tile.DrawnTile })),
);

const BoxesTile = lazy(() =>
  patiently(() => import("../boxes/BoxesTile")).then((tile) => ({ default: tile.BoxesTile })),
);

interface NodeTileProps {
  role: string;
  node: string;
  /** The layer's kind: an input is drawn as ink, an answer as bars. */
  kind: string;
  /** The node's output, as checked; null while unknown. A reading of another shape is not drawn. */
  value: Value | null;
  /** CSS pixels; the tile's own width where it is left out. */
  width?: number | undefined;
  /** A side of its own; else the one that the node's tabs have chosen. */
  side?: NodeViewKind | undefined;
}

/** A gradient has a sign everywhere: where the answer's probabilities stand, it grows left and right of zero. */
function tileFor(kind: string, value: Value | null, view: NodeViewKind): Tile {
  const tile = tileOf(kind, value);
  return view === "gradient" && tile.form === "probabilities" ? { ...tile, form: "bars" } : tile;
}

/** What a node gives for the sample on screen, or how the loss hangs on it; inside the node, now. */
export function NodeTile({ role, node, kind, value, width, side }: NodeTileProps) {
  const { t } = useTranslation("views");
  const chosen = useStore(nodeViews, (views) => nodeViewOf(views, role, node));
  const view = side ?? chosen;
  const finds = useFinds(role);
  const tile = useMemo(() => tileFor(kind, value, view), [kind, value, view]);
  if (tile.form === "none" || value === null) return null;
  const across = width ?? tile.width;
  const onCanvas = width === undefined;
  const height = (tile.height * across) / tile.width;
  if (view === "kernels") {
    return (
      <Suspense>
        <KernelsTile {...{ role, node, height }} width={across} />
      </Suspense>
    );
  }
  if (!finds(view === "gradient" ? "gradient_maps" : "feature_maps")) {
    // Nothing will come: an empty well that says so.
    return (
      <div className={styles.tile} style={{ width: across, height }} data-form="side">
        <span className={styles.absent}>{t("unrecorded.short")}</span>
      </div>
    );
  }
  const drawn = (
    <DrawnTile
      key={kind}
      {...{ role, node, kind, value, tile }}
      side={view}
      width={across}
      onCanvas={onCanvas}
    />
  );
  const isBoxes = kind === "output" && value.kind === "image" && view === "output";
  return (
    <Suspense fallback={<div className={styles.tile} style={{ width: across, height }} />}>
      {isBoxes && finds("detections") ? (
        <BoxesTile {...{ role, node, height }} width={across}>
          {drawn}
        </BoxesTile>
      ) : (
        drawn
      )}
    </Suspense>
  );
}

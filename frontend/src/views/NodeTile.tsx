import { lazy, Suspense, useCallback, useEffect, useMemo, useRef } from "react";
import { useTranslation } from "react-i18next";
import { useStore } from "zustand";
import { type Tile, tileOf } from "@/graph/tile";
import type { Shape } from "@/graph/types";
import styles from "./NodeTile.module.css";
import { nodeViewOf, nodeViews } from "./nodeViews";
import { paintTile, type TileReading } from "./paintTile";
import { usePalette } from "./palette";
import { outputOf, shown, shownOutputs } from "./shown";
import { useResized } from "./useResized";
import { useRunData } from "./useRun";

const NodeSide = lazy(() => import("./NodeSide").then((side) => ({ default: side.NodeSide })));

interface NodeTileProps {
  role: string;
  node: string;
  /** The layer's kind: an input is drawn as ink, an answer as bars. */
  kind: string;
  /** The node's output, as checked; null while unknown. A reading of another shape is not drawn. */
  shape: Shape | null;
  /** CSS pixels; the tile's own width where it is left out. */
  width?: number | undefined;
}

const sameShape = (one: readonly number[], other: readonly number[]) =>
  one.length === other.length && one.every((size, at) => size === other[at]);

function readTile(role: string, node: string, kind: string, shape: Shape): TileReading | null {
  const frame = shownOutputs(role)?.frame;
  const still = kind === "input" ? shown.getState().still : null;
  const output = (frame && outputOf(frame, node)) ?? still;
  if (!output || !sameShape(output.shape, shape)) return null;
  return { output, probabilities: frame?.probabilities ?? [] };
}

/** What a node gives for the sample on screen, inside the node, now. */
export function NodeTile({ role, node, kind, shape, width }: NodeTileProps) {
  const tile = useMemo(() => tileOf(kind, shape), [kind, shape]);
  const view = useStore(nodeViews, (views) => nodeViewOf(views, role, node));
  if (tile.form === "none" || shape === null) return null;
  const across = width ?? tile.width;
  if (view !== "output") {
    return (
      <Suspense>
        <NodeSide
          {...{ role, node, view }}
          width={across}
          height={(tile.height * across) / tile.width}
        />
      </Suspense>
    );
  }
  return <Drawn key={kind} {...{ role, node, kind, shape, tile }} width={across} />;
}

interface DrawnProps {
  role: string;
  node: string;
  kind: string;
  shape: Shape;
  tile: Tile;
  width: number;
}

function Drawn({ role, node, kind, shape, tile, width }: DrawnProps) {
  const { t } = useTranslation("views");
  const canvas = useRef<HTMLCanvasElement>(null);
  const palette = usePalette();
  const draw = useCallback(() => {
    // Far away a node is a name alone: its picture waits until it has room.
    if (canvas.current === null || canvas.current.clientWidth === 0) return;
    const look = { palette, width, ink: kind === "input" };
    paintTile(canvas.current, tile, readTile(role, node, kind, shape), look);
  }, [role, node, kind, shape, tile, width, palette]);
  useRunData(["node_outputs", "playhead"], draw);
  useEffect(() => shown.subscribe(draw), [draw]);
  useResized(canvas, draw);
  const height = (tile.height * width) / tile.width;
  return (
    <div className={styles.tile} style={{ width, height }} data-form={tile.form}>
      <canvas ref={canvas} role="img" aria-label={t("tile.label", { node })} />
      {tile.more > 0 && <span className={styles.more}>+{tile.more}</span>}
    </div>
  );
}

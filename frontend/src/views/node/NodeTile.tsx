import { lazy, Suspense, useCallback, useEffect, useMemo, useRef } from "react";
import { useTranslation } from "react-i18next";
import { useStore } from "zustand";
import { useFinds } from "@/graph/finds";
import { type Tile, tileOf } from "@/graph/tile";
import type { Value } from "@/graph/types";
import type { NodeOutput } from "@/schema/schema.gen";
import { patiently } from "@/ui/patiently";
import { usePalette } from "../canvas/palette";
import { useResized } from "../canvas/useResized";
import { nodeIn, shown, shownGradients, shownOutputs } from "../run/shown";
import { useUnitNames } from "../run/useClassNames";
import { useRunData } from "../run/useRun";
import styles from "./NodeTile.module.css";
import { type NodeViewKind, nodeViewOf, nodeViews } from "./nodeViews";
import { paintTile, rowAt, type TileReading } from "./paintTile";
import { seeTile } from "./seenTiles";
import { firstFrame, isStale, untrained } from "./untrained";
import { zoomed } from "./zoomed";

const KernelsTile = lazy(() =>
  patiently(() => import("./KernelsTile")).then((tile) => ({ default: tile.KernelsTile })),
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

/** A side that differs from sample to sample is whatever was read. */
const fits = ({ shape }: NodeOutput, { sides }: Value) =>
  shape.length === sides.length &&
  sides.every((side, at) => typeof side === "string" || side === shape[at]);

type Side = Exclude<NodeViewKind, "kernels">;

interface Asked {
  role: string;
  node: string;
  kind: string;
  value: Value;
  side: Side;
}

function readTile({ role, node, kind, value, side }: Asked): TileReading | null {
  if (side === "gradient") {
    const learnt = isStale(role, node) ? undefined : shownGradients(role)?.frame;
    const output = nodeIn(learnt ?? firstFrame("gradients", role, node), node);
    return output && fits(output, value) ? { output, probabilities: [] } : null;
  }
  const frame =
    (isStale(role, node) ? undefined : shownOutputs(role)?.frame) ??
    firstFrame("outputs", role, node);
  const still = kind === "input" ? shown.getState().still : null;
  const output = nodeIn(frame, node) ?? still;
  if (!output || !fits(output, value)) return null;
  return { output, probabilities: frame?.probabilities ?? [] };
}

const LABELS = { output: "tile.label", gradient: "gradient.label" } as const;

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
  if (view === "kernels") {
    const height = (tile.height * across) / tile.width;
    return (
      <Suspense>
        <KernelsTile {...{ role, node, height }} width={across} />
      </Suspense>
    );
  }
  if (!finds(view === "gradient" ? "gradient_maps" : "feature_maps")) {
    // Nothing will come: an empty well that says so.
    const height = (tile.height * across) / tile.width;
    return (
      <div className={styles.tile} style={{ width: across, height }} data-form="side">
        <span className={styles.absent}>{t("unrecorded.short")}</span>
      </div>
    );
  }
  return (
    <Drawn
      key={kind}
      {...{ role, node, kind, value, tile }}
      side={view}
      width={across}
      onCanvas={onCanvas}
    />
  );
}

interface DrawnProps extends Asked {
  tile: Tile;
  width: number;
  onCanvas: boolean;
}

function Drawn(props: DrawnProps) {
  const { role, node, kind, value, tile, side, width, onCanvas } = props;
  const { t } = useTranslation("views");
  const canvas = useRef<HTMLCanvasElement>(null);
  const palette = usePalette();
  const names = useUnitNames(node, value.kind === "vector" ? Number(value.sides[0] ?? 0) : 0);
  const draw = useCallback(() => {
    // Far away a node is a name alone: its picture waits until it has room.
    if (canvas.current === null || canvas.current.clientWidth === 0) return;
    const { zoom } = onCanvas ? zoomed.getState() : { zoom: 1 };
    const look = { palette, width, zoom, names, ink: kind === "input" && side === "output" };
    const reading = readTile({ role, node, kind, value, side });
    paintTile(canvas.current, tile, reading, look);
  }, [role, node, kind, value, tile, side, width, onCanvas, palette, names]);
  useRunData([side === "output" ? "node_outputs" : "node_gradients", "playhead"], draw);
  useEffect(() => shown.subscribe(draw), [draw]);
  useEffect(() => untrained.subscribe(draw), [draw]);
  useEffect(() => seeTile(role, node), [role, node]);
  useEffect(() => (onCanvas ? zoomed.subscribe(draw) : undefined), [onCanvas, draw]);
  useResized(canvas, draw);
  const height = (tile.height * width) / tile.width;
  return (
    <div className={styles.tile} style={{ width, height }} data-form={tile.form}>
      <canvas
        ref={canvas}
        role="img"
        aria-label={t(LABELS[side], { node })}
        onPointerMove={({ currentTarget, clientY }) => {
          if (names.length === 0) return;
          const { top, height: high } = currentTarget.getBoundingClientRect();
          // A name that is cut for want of room, whole.
          currentTarget.title = names[rowAt(tile, (clientY - top) / high) ?? -1] ?? "";
        }}
      />
      {tile.more > 0 && <span className={styles.more}>+{tile.more}</span>}
    </div>
  );
}

import { type MouseEvent, useCallback, useEffect, useRef } from "react";
import { useTranslation } from "react-i18next";
import type { Tile } from "@/graph/tile";
import type { Value } from "@/graph/types";
import type { NodeOutput } from "@/schema/schema.gen";
import { palette as colours, usePalette } from "../canvas/palette";
import { useResized } from "../canvas/useResized";
import { nodeIn, shown, shownGradients, shownOutputs } from "../run/shown";
import { useUnitNames } from "../run/useClassNames";
import { useRunData } from "../run/useRun";
import { cursor, hoverStep, keepStep, stepAt, stepThere, stepUnder } from "../sequence/cursor";
import { paintCursor } from "../sequence/paintCursor";
import { shownSequence } from "../sequence/shownSequence";
import styles from "./NodeTile.module.css";
import type { NodeViewKind } from "./nodeViews";
import { isCrowded } from "./paintLetters";
import { paintTile, rowAt, type TileReading } from "./paintTile";
import { watchTile } from "./seenTiles";
import { firstFrame, isStale, untrained } from "./untrained";
import { zoomed } from "./zoomed";

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

const isOverTime = ({ form }: Tile) => form === "strip" || form === "letters";

/** The step of what enters that lies under the pointer: every tile over time tells it by its own width. */
function under(role: string, canvas: HTMLCanvasElement, clientX: number): number | null {
  const { steps } = shownSequence(role);
  const { left, width } = canvas.getBoundingClientRect();
  return steps === 0 ? null : stepUnder((clientX - left) / Math.max(1, width), steps);
}

const stepHandlers = (role: string) => ({
  onPointerLeave: () => hoverStep(null),
  onClick: ({ currentTarget, clientX }: MouseEvent<HTMLCanvasElement>) => {
    const step = under(role, currentTarget, clientX);
    if (step !== null) keepStep(step);
  },
});

/** The step that is looked at in a layer that has so many; null where there is none. */
function stepIn(role: string, there: number): number | null {
  const { steps } = shownSequence(role);
  if (steps === 0 || there === 0) return null;
  return stepThere(stepAt(cursor.getState(), steps), steps, there);
}

/** The cursor of the sequence, on top of what was painted. */
function markStep(
  canvas: HTMLCanvasElement,
  tile: Tile,
  column: { step: number; steps: number },
  { width }: { width: number },
): void {
  const context = canvas.getContext("2d");
  if (context === null) return;
  const size = { width, height: (tile.height * width) / tile.width };
  const scale = canvas.width / Math.max(1, size.width);
  context.setTransform(scale, 0, 0, scale, 0, 0);
  paintCursor(context, column, size, colours());
}

const LABELS = { output: "tile.label", gradient: "gradient.label" } as const;

export interface DrawnTileProps extends Asked {
  tile: Tile;
  width: number;
  onCanvas: boolean;
}

/** The picture of a node in its tile: drawn anew with every reading. */
export function DrawnTile(props: DrawnTileProps) {
  const { role, node, kind, value, tile, side, width, onCanvas } = props;
  const { t } = useTranslation("views");
  const canvas = useRef<HTMLCanvasElement>(null);
  const palette = usePalette();
  const names = useUnitNames(
    node,
    value.kind === "vector" ? Number(value.sides[0] ?? 0) : value.categories,
  );
  const draw = useCallback(() => {
    // Far away a node is a name alone: its picture waits until it has room.
    if (canvas.current === null || canvas.current.clientWidth === 0) return;
    const { zoom } = onCanvas ? zoomed.getState() : { zoom: 1 };
    const ink = kind === "input" && side === "output";
    const reading = readTile({ role, node, kind, value, side });
    const there = reading?.output.shape[0] ?? 0;
    const step = isOverTime(tile) ? stepIn(role, there) : null;
    paintTile(canvas.current, tile, reading, { palette, width, zoom, names, ink, step });
    const marksItself = tile.form === "letters" && isCrowded(tile, there, names);
    if (step !== null && !marksItself)
      markStep(canvas.current, tile, { step, steps: there }, { width });
  }, [role, node, kind, value, tile, side, width, onCanvas, palette, names]);
  useRunData([side === "output" ? "node_outputs" : "node_gradients", "playhead"], draw);
  useEffect(() => shown.subscribe(draw), [draw]);
  useEffect(() => untrained.subscribe(draw), [draw]);
  useEffect(() => (isOverTime(tile) ? cursor.subscribe(draw) : undefined), [tile, draw]);
  const watch = useCallback((room: Element | null) => watchTile(room, role, node), [role, node]);
  useEffect(() => (onCanvas ? zoomed.subscribe(draw) : undefined), [onCanvas, draw]);
  useResized(canvas, draw);
  const height = (tile.height * width) / tile.width;
  return (
    <div ref={watch} className={styles.tile} style={{ width, height }} data-form={tile.form}>
      <canvas
        ref={canvas}
        role="img"
        aria-label={t(LABELS[side], { node })}
        {...(isOverTime(tile) && stepHandlers(role))}
        onPointerMove={({ currentTarget, clientX, clientY }) => {
          if (isOverTime(tile)) hoverStep(under(role, currentTarget, clientX));
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

import { type KeyboardEvent, type PointerEvent, useCallback, useRef, useState } from "react";
import { useTranslation } from "react-i18next";
import type { Topic } from "@/api/runStore";
import { useRunData } from "../run/useRun";
import { sharp } from "./canvas";
import styles from "./Figure.module.css";
import { type Palette, usePalette } from "./palette";
import { TextTwin, type TwinTable } from "./TextTwin";
import { useResized } from "./useResized";

/** A canvas in CSS pixels, ready to be drawn on. */
export interface Sheet {
  context: CanvasRenderingContext2D;
  width: number;
  height: number;
  palette: Palette;
}

export interface FigurePoint {
  x: number;
  y: number;
}

interface FigureProps {
  /** What the picture shows, for those who don't see it. */
  label: string;
  topics: readonly Topic[];
  draw: (sheet: Sheet) => void;
  /** The values behind the picture; read when asked for (`T`). */
  twin: () => TwinTable;
  /** The pointer's place in CSS pixels; null when it leaves. */
  onHover?: (point: FigurePoint | null) => void;
  onPress?: (point: FigurePoint) => void;
  /** Keys other than T; true when taken. */
  onKey?: (key: string) => boolean;
}

function place(event: PointerEvent<HTMLCanvasElement>): FigurePoint {
  const box = event.currentTarget.getBoundingClientRect();
  return { x: event.clientX - box.left, y: event.clientY - box.top };
}

/** A drawing that fills its room, follows the run and the theme, and has its values as text. */
export function Figure(props: FigureProps) {
  const { label, topics, draw, twin, onHover, onPress, onKey } = props;
  const { t } = useTranslation("views");
  const canvas = useRef<HTMLCanvasElement>(null);
  const palette = usePalette();
  const [table, setTable] = useState<TwinTable | null>(null);
  const redraw = useCallback(() => {
    const element = canvas.current;
    if (element === null) return;
    const { clientWidth: width, clientHeight: height } = element;
    if (width === 0 || height === 0) return;
    const context = sharp(element, width, height);
    if (context !== null) draw({ context, width, height, palette });
  }, [draw, palette]);
  useRunData(topics, redraw);
  useResized(canvas, redraw);
  const press = (event: KeyboardEvent) => {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    if (event.key === "t" || event.key === "T") setTable(table === null ? twin() : null);
    else if (!onKey?.(event.key)) return;
    event.preventDefault();
    event.stopPropagation();
  };
  return (
    <div className={styles.figure}>
      <canvas
        ref={canvas}
        role="img"
        tabIndex={0}
        aria-label={t("figure.label", { label })}
        aria-keyshortcuts="T"
        onKeyDown={press}
        onPointerMove={onHover && ((event) => onHover(place(event)))}
        onPointerLeave={onHover && (() => onHover(null))}
        onPointerDown={onPress && ((event) => onPress(place(event)))}
      />
      {table !== null && <TextTwin label={label} table={table} onClose={() => setTable(null)} />}
    </div>
  );
}

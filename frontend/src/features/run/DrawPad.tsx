import { type KeyboardEvent, type PointerEvent, useEffect, useRef, useState } from "react";
import { useTranslation } from "react-i18next";
import type { NodeOutput } from "@/schema/schema.gen";
import { usePalette } from "@/views/canvas/palette";
import { paintSaliency } from "@/views/node/paintSaliency";
import styles from "./DrawingPanel.module.css";
import type { Ink } from "./digit";

/** The pad's own grid: eight times MNIST's. */
const GRID = 224;
const PEN = 17;
/** On a larger picture than this, several things are drawn, each smaller: with a thinner pen. */
const ALONE = 40;

interface DrawPadProps {
  /** The picture as the network gets it; null while nothing is drawn. */
  pixels: Uint8Array | null;
  width: number;
  height: number;
  /** After each stroke, and a few times during one. */
  onInk: (ink: Ink) => void;
  onClear: () => void;
  /** Laid over the picture; null where it is not asked for. */
  saliency: NodeOutput | null;
}

const DURING_STROKE_MS = 120;

function strokeCanvas(): HTMLCanvasElement {
  const canvas = document.createElement("canvas");
  canvas.width = GRID;
  canvas.height = GRID;
  return canvas;
}

function inkOf(strokes: HTMLCanvasElement): Ink {
  const { data } = strokes
    .getContext("2d", { willReadFrequently: true })
    ?.getImageData(0, 0, GRID, GRID) ?? { data: new Uint8ClampedArray(GRID * GRID * 4) };
  const values = new Uint8Array(GRID * GRID);
  for (let at = 0; at < values.length; at++) values[at] = data[at * 4 + 3] ?? 0;
  return { values, width: GRID, height: GRID };
}

/** Paper to draw on with mouse, pen or finger. At rest it shows the picture that the network gets. */
export function DrawPad({ pixels, width, height, onInk, onClear, saliency }: DrawPadProps) {
  const { t } = useTranslation("run");
  const canvas = useRef<HTMLCanvasElement>(null);
  const strokes = useRef<HTMLCanvasElement | null>(null);
  const last = useRef<{ x: number; y: number } | null>(null);
  const told = useRef(0);
  const [drawing, setDrawing] = useState(false);
  const palette = usePalette();

  useEffect(() => {
    if (canvas.current === null || drawing) return;
    showPicture(canvas.current, pixels, width, height, palette.ink);
    if (saliency !== null) paintSaliency(canvas.current, saliency, palette.signed);
  }, [pixels, width, height, palette, drawing, saliency]);

  const point = (event: PointerEvent<HTMLCanvasElement>) => {
    const box = event.currentTarget.getBoundingClientRect();
    const scale = GRID / box.width;
    return { x: (event.clientX - box.left) * scale, y: (event.clientY - box.top) * scale };
  };
  const draw = (event: PointerEvent<HTMLCanvasElement>) => {
    strokes.current ??= strokeCanvas();
    const context = strokes.current.getContext("2d", { willReadFrequently: true });
    if (context === null || canvas.current === null) return;
    const to = point(event);
    line(context, last.current ?? to, to, PEN * Math.min(1, ALONE / width));
    last.current = to;
    showStrokes(canvas.current, strokes.current, palette);
    if (event.timeStamp - told.current < DURING_STROKE_MS) return;
    told.current = event.timeStamp;
    onInk(inkOf(strokes.current));
  };
  const end = () => {
    if (!drawing) return;
    setDrawing(false);
    last.current = null;
    if (strokes.current !== null) onInk(inkOf(strokes.current));
  };
  const press = (event: KeyboardEvent) => {
    if (event.key !== "Delete" && event.key !== "Backspace") return;
    event.preventDefault();
    onClear();
  };
  return (
    <canvas
      ref={canvas}
      className={styles.pad}
      role="img"
      tabIndex={0}
      aria-label={pixels === null ? t("drawing.padEmpty") : t("drawing.pad")}
      onKeyDown={press}
      onPointerDown={(event) => {
        if (event.button !== 0) return;
        event.currentTarget.setPointerCapture(event.pointerId);
        setDrawing(true);
        draw(event);
      }}
      onPointerMove={(event) => drawing && draw(event)}
      onPointerUp={end}
      onPointerCancel={end}
    />
  );
}

type Point = { x: number; y: number };

function line(context: CanvasRenderingContext2D, from: Point, to: Point, pen: number): void {
  context.lineCap = "round";
  context.lineJoin = "round";
  context.lineWidth = pen;
  context.strokeStyle = "#fff";
  context.beginPath();
  context.moveTo(from.x, from.y);
  context.lineTo(to.x, to.y + 0.01);
  context.stroke();
}

function showStrokes(
  canvas: HTMLCanvasElement,
  strokes: HTMLCanvasElement,
  { text1 }: { text1: string },
): void {
  canvas.width = GRID;
  canvas.height = GRID;
  const context = canvas.getContext("2d");
  if (context === null) return;
  context.drawImage(strokes, 0, 0);
  context.globalCompositeOperation = "source-in";
  context.fillStyle = text1;
  context.fillRect(0, 0, GRID, GRID);
}

function showPicture(
  canvas: HTMLCanvasElement,
  pixels: Uint8Array | null,
  width: number,
  height: number,
  ink: Uint32Array,
): void {
  canvas.width = width;
  canvas.height = height;
  const context = canvas.getContext("2d");
  if (context === null || pixels === null) return;
  const image = context.createImageData(width, height);
  const words = new Uint32Array(image.data.buffer);
  for (let at = 0; at < words.length; at++) words[at] = ink[pixels[at] ?? 0] ?? 0;
  context.putImageData(image, 0, 0);
}

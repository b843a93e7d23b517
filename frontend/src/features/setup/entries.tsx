/** One entry of a data set's column, drawn by what it is. */
import { type ReactNode, useEffect, useRef } from "react";
import { useTranslation } from "react-i18next";
import { type Column, type Numbers, picturesOf } from "@/api/datasets";
import { spelt } from "@/api/tokens";
import type { ValueKind } from "@/graph/types";
import type { DataFieldBody } from "@/schema/schema.gen";
import { loss as figure, shape } from "@/ui/format";
import { usePalette } from "@/views/canvas/palette";
import { paintSample, paintSteps } from "./paintSamples";

export interface EntryProps {
  field: DataFieldBody;
  column: Column;
  /** Which of the column's entries. */
  at: number;
}

/** Every kind of value has its way to be looked at. */
const ENTRIES: { readonly [Kind in ValueKind]: (props: EntryProps) => ReactNode } = {
  image: Picture,
  vector: Figures,
  label: Figures,
  sequence: Steps,
  tokens: Figures,
  boxes: Sides,
  labels: Figures,
};

/** Whether the entries of a column are small pictures, which stand side by side. */
export const isDrawn = (column: Column | undefined): boolean =>
  column?.kind === "sequence" || picturesOf(column) !== null;

export function Entry(props: EntryProps) {
  const Drawn = ENTRIES[props.field.value.kind];
  return <Drawn {...props} />;
}

function Picture(props: EntryProps) {
  const { column, at } = props;
  const canvas = useRef<HTMLCanvasElement>(null);
  const palette = usePalette();
  const pictures = picturesOf(column);
  useEffect(() => {
    const drawn = picturesOf(column);
    if (canvas.current && drawn) paintSample(canvas.current, drawn, at, palette);
  }, [column, at, palette]);
  return pictures === null ? <Sides {...props} /> : <canvas ref={canvas} />;
}

/** The steps side by side, the numbers of each one below the other, in the spread that the training data have. */
function Steps({ field, column, at }: EntryProps) {
  const canvas = useRef<HTMLCanvasElement>(null);
  const palette = usePalette();
  useEffect(() => {
    if (canvas.current) paintSteps(canvas.current, field, column.values[at], palette);
  }, [field, column, at, palette]);
  return <canvas ref={canvas} />;
}

function Figures({ field, column, at }: EntryProps) {
  return figuresOf(field, column.values[at]);
}

/** What can't be drawn yet is named. */
function Sides({ field: { value } }: EntryProps) {
  const { t } = useTranslation("common");
  return `${t(`values.${value.kind}`)} ${shape(value.sides)}`;
}

/** `x 0.500 · y −1.25`, or what a class, or several, is called; empty where an entry is no plain row of numbers. */
export function figuresOf({ names, value }: DataFieldBody, entry: Numbers | undefined): string {
  if (value.kind === "label") return names[Number(entry)] ?? String(entry ?? "");
  if (value.kind === "labels" && typeof entry === "object")
    return entry.flatMap((label) => names[Number(label)] ?? []).join(" · ");
  if (value.kind === "tokens") return spelt((entry ?? []) as readonly number[], names);
  if (value.kind !== "vector" || typeof entry !== "object") return "";
  return entry
    .map((number, at) => [names[at], figure(Number(number))].filter(Boolean).join(" "))
    .join(" · ");
}

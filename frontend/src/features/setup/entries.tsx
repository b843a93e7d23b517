/** One entry of a data set's column, drawn by what it is. */
import { type ReactNode, useEffect, useRef } from "react";
import { useTranslation } from "react-i18next";
import { type Column, type Numbers, picturesOf } from "@/api/datasets";
import type { ValueKind } from "@/graph/types";
import type { DataFieldBody } from "@/schema/schema.gen";
import { loss as figure, shape } from "@/ui/format";
import { usePalette } from "@/views/canvas/palette";
import { paintSample } from "./paintSamples";

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
  sequence: Sides,
  tokens: Sides,
  boxes: Sides,
  labels: Figures,
};

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
  if (value.kind !== "vector" || typeof entry !== "object") return "";
  return entry
    .map((number, at) => [names[at], figure(Number(number))].filter(Boolean).join(" "))
    .join(" · ");
}

import type { NodeOutput } from "@/schema/schema.gen";
import type { Sheet } from "../canvas/Figure";
import { inside, paintInk } from "../node/paintTile";
import type { Field } from "./field";

const FAINT = 0.28;

/** The sample, faint but for what the place in the middle sees; a frame around that. */
export function paintField(
  { context, palette, width, height }: Sheet,
  field: Field,
  sample: NodeOutput | null,
): void {
  const [rows, columns] = field.whole;
  const size = Math.min(width, height) - 4;
  const place = { x: (width - size) / 2, y: 2, size };
  const box = inside(place, columns, rows);
  const scale = box.width / columns;
  context.fillStyle = palette.paper;
  context.fillRect(box.x, box.y, box.width, box.height);
  const [high, wide] = field.size ?? field.whole;
  const [top, left] = field.size === null ? [0, 0] : field.corner;
  const clip = (from: number, length: number, most: number) => {
    const start = Math.max(0, from);
    return [start, Math.max(0, Math.min(most, from + length) - start)] as const;
  };
  const [x, across] = clip(left, wide, columns);
  const [y, down] = clip(top, high, rows);
  const frame = {
    x: box.x + x * scale,
    y: box.y + y * scale,
    width: across * scale,
    height: down * scale,
  };
  if (sample !== null) {
    context.globalAlpha = FAINT;
    paintInk(context, sample, palette, place);
    context.globalAlpha = 1;
    context.save();
    context.beginPath();
    context.rect(frame.x, frame.y, frame.width, frame.height);
    context.clip();
    context.fillStyle = palette.paper;
    context.fillRect(box.x, box.y, box.width, box.height);
    paintInk(context, sample, palette, place);
    context.restore();
  }
  context.strokeStyle = palette.accent;
  context.lineWidth = 2;
  context.strokeRect(frame.x, frame.y, frame.width, frame.height);
}

import type { Palette } from "../canvas/palette";

interface Column {
  step: number;
  steps: number;
}

/** The step that is looked at: one column of a picture whose steps stand side by side. */
export function paintCursor(
  context: CanvasRenderingContext2D,
  { step, steps }: Column,
  { width, height }: { width: number; height: number },
  { accent, surface }: Palette,
): void {
  const column = width / Math.max(1, steps);
  const [line, wide] = [1.5, Math.max(column, 3)];
  const x = Math.max(0, Math.min((step + 0.5) * column - wide / 2, width - wide));
  context.lineWidth = line + 1.5;
  context.strokeStyle = surface;
  context.strokeRect(x + line / 2, line / 2, wide - line, height - line);
  context.lineWidth = line;
  context.strokeStyle = accent;
  context.strokeRect(x + line / 2, line / 2, wide - line, height - line);
}

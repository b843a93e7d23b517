import { compact } from "@/ui/format";
import { cssColour } from "../canvas/canvas";
import type { Sheet } from "../canvas/Figure";
import { type NodeCost, namesWithRoom } from "./costs";

const LEFT = 44;
const RIGHT = 8;
const FOOT = 16;
/** Above and below the bars: room for a figure. */
const FIGURE = 12;
const WIDEST = 34;

export interface CostWords {
  parameters: string;
  flops: string;
}

/** Where the columns stand. */
export function columnsIn(width: number, count: number): { left: number; pitch: number } {
  return { left: LEFT, pitch: (width - LEFT - RIGHT) / Math.max(1, count) };
}

/** The column under a place; -1 beside them. */
export function columnAt(width: number, count: number, x: number): number {
  const { left, pitch } = columnsIn(width, count);
  const at = Math.floor((x - left) / pitch);
  return at >= 0 && at < count ? at : -1;
}

/** Parameters up, FLOPs down, each measured by the largest of its kind. */
export function paintCost(
  { context, palette, width, height }: Sheet,
  costs: readonly NodeCost[],
  chosen: number,
  words: CostWords,
): void {
  const { left, pitch } = columnsIn(width, costs.length);
  const middle = Math.round((height - FOOT) / 2);
  const room = { up: middle - FIGURE, down: height - FOOT - middle - FIGURE };
  const most = {
    parameters: Math.max(1, ...costs.map(({ parameters }) => parameters)),
    flops: Math.max(1, ...costs.map(({ flops }) => flops)),
  };
  const shade = (stop: number) =>
    cssColour(palette.magnitude, Math.round((stop * (palette.magnitude.length - 1)) / 6));
  const plain = `10.5px ${palette.font}`;
  context.font = plain;
  context.textBaseline = "alphabetic";
  context.textAlign = "left";
  context.fillStyle = palette.text3;
  context.fillText(words.parameters, 0, middle - 6);
  context.fillText(words.flops, 0, middle + 13);
  context.textAlign = "center";
  costs.forEach(({ parameters, flops }, at) => {
    const on = at === chosen;
    const wide = Math.max(1, Math.min(WIDEST, pitch - Math.min(6, pitch / 4)));
    const x = left + (at + 0.5) * pitch;
    const up = (room.up * parameters) / most.parameters;
    const down = (room.down * flops) / most.flops;
    context.fillStyle = shade(on ? 5 : 3);
    context.fillRect(x - wide / 2, middle - up, wide, up);
    context.fillStyle = shade(on ? 4 : 2);
    context.fillRect(x - wide / 2, middle + 1, wide, down);
    const alone = chosen < 0 || on;
    context.fillStyle = on ? palette.text1 : palette.text2;
    if (on || (alone && parameters === most.parameters)) {
      const words = compact(parameters);
      context.fillText(words, within(context, words, x, width), middle - up - 3);
    }
    if (on)
      context.fillText(
        compact(flops),
        within(context, compact(flops), x, width),
        middle + down + 11,
      );
  });
  const names = costs.map(({ node }) => node);
  const widthOf = (name: string) => context.measureText(name).width;
  for (const { at, x } of namesWithRoom(names, { left, pitch, right: width }, chosen, widthOf)) {
    context.fillStyle = at === chosen ? palette.text1 : palette.text3;
    if (at === chosen) context.font = `600 ${plain}`;
    context.fillText(names[at] ?? "", x, height - 3);
    context.font = plain;
  }
  context.strokeStyle = palette.line2;
  context.lineWidth = 1;
  context.beginPath();
  context.moveTo(left, middle + 0.5);
  context.lineTo(width, middle + 0.5);
  context.stroke();
}

/** A middle from which the words stand on the sheet, whole. */
function within(
  context: CanvasRenderingContext2D,
  words: string,
  x: number,
  width: number,
): number {
  const half = context.measureText(words).width / 2;
  return Math.max(half, Math.min(width - half, x));
}

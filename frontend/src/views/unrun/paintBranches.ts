import { count } from "@/ui/format";
import type { Sheet } from "../canvas/Figure";
import type { Branching } from "./branches";
import { namesWithRoom } from "./costs";

const HEAD = 18;
const FOOT = 16;

/** The column under a place; -1 beside them. */
export function branchAt(width: number, columns: number, x: number): number {
  const at = Math.floor((x * columns) / width);
  return at >= 0 && at < columns ? at : -1;
}

export function shadesOf({ n300, n400, n500, text2 }: Sheet["palette"]): readonly string[] {
  return [n300, n400, n500, text2];
}

/** A column for each node: its branches one upon the other, as high as they bring channels. */
export function paintBranches(
  { context, palette, width, height }: Sheet,
  branchings: readonly Branching[],
  chosen: number,
): void {
  const sums = branchings.map(({ channels }) => channels.reduce((sum, each) => sum + each, 0));
  const most = Math.max(1, ...sums);
  const pitch = width / Math.max(1, branchings.length);
  const room = height - HEAD - FOOT;
  const shades = shadesOf(palette);
  const plain = `10.5px ${palette.font}`;
  context.textAlign = "center";
  context.textBaseline = "alphabetic";
  branchings.forEach(({ channels }, at) => {
    const x = at * pitch + Math.min(4, pitch / 8);
    let y = height - FOOT;
    channels.forEach((each, branch) => {
      const high = (room * each) / most;
      context.fillStyle = shades[branch % shades.length] ?? palette.n400;
      context.fillRect(x, y - high, pitch - 2 * (x - at * pitch), Math.max(0.5, high - 1));
      y -= high;
    });
    const on = at === chosen;
    context.font = on ? `600 ${plain}` : plain;
    context.fillStyle = on ? palette.text1 : palette.text2;
    const sum = count(sums[at]);
    if (context.measureText(sum).width <= pitch) context.fillText(sum, (at + 0.5) * pitch, y - 4);
  });
  context.font = plain;
  const names = shortNames(branchings.map(({ node }) => node));
  const place = { left: 0, pitch, right: width };
  const widthOf = (name: string) => context.measureText(name).width;
  for (const { at, x } of namesWithRoom(names, place, chosen, widthOf)) {
    context.font = at === chosen ? `600 ${plain}` : plain;
    context.fillStyle = at === chosen ? palette.text1 : palette.text3;
    context.fillText(names[at] ?? "", x, height - 3);
  }
}

/** What tells the names apart: `3a`, where all begin with `inception_`. */
export function shortNames(names: readonly string[]): readonly string[] {
  const [first = ""] = names;
  let common = first.slice(0, first.lastIndexOf("_") + 1);
  while (common !== "" && !names.every((name) => name.startsWith(common)))
    common = common.slice(0, common.slice(0, -1).lastIndexOf("_") + 1);
  return names.map((name) => name.slice(common.length));
}

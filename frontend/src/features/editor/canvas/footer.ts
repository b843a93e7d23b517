/** The two figures below a tile. */
import { SIDE } from "@/graph/geometry";
import type { Layer, Network, Value } from "@/graph/types";
import { givenTo, outputOf } from "@/graph/values";
import type { CheckedNode } from "@/schema/checked";
import { compact, count } from "@/ui/format";
import { textWidth } from "@/ui/textWidth";

export interface Footer {
  readonly left: FooterText;
  readonly right: FooterText;
}

/** A text key of the editor with its figure, or the words themselves. */
export type FooterText =
  | { readonly words: string }
  | { readonly key: "parameters" | "flops" | "max" | "mean" | "wires"; readonly figure: string };

const NOTHING: FooterText = { words: "" };
/** From this width on the unit is written beside the figure. */
const ROOMY = 190;

export function footerOf(
  layer: Layer,
  report: CheckedNode | undefined,
  arriving: number,
  width: number,
): Footer {
  const { kind } = layer;
  if (kind === "input" || kind === "output") return { left: NOTHING, right: NOTHING };
  if (kind === "max_pool2d" || kind === "avg_pool2d") {
    const window = Array.isArray(layer.kernel_size) ? layer.kernel_size.join("×") : "";
    return {
      left: { key: kind === "max_pool2d" ? "max" : "mean", figure: window },
      right: { words: shrinking(report) },
    };
  }
  const { parameters = 0, flops = 0 } = report ?? {};
  const left: FooterText =
    parameters > 0
      ? {
          key: "parameters",
          figure: width < 150 && parameters > 99_999 ? compact(parameters) : count(parameters),
        }
      : arriving > 1
        ? { key: "wires", figure: count(arriving) }
        : NOTHING;
  if (flops === 0) return { left, right: NOTHING };
  const figure = compact(flops);
  return { left, right: width >= ROOMY ? { key: "flops", figure } : { words: figure } };
}

/** Pixels of one map; 0 for what is no image. */
function area(value: Value | null | undefined): number {
  if (value?.kind !== "image") return 0;
  return value.sides.slice(1).reduce<number>((product, side) => product * Number(side), 1);
}

/** By how much a pooling layer shrinks its maps: "÷ 4". */
function shrinking(report: CheckedNode | undefined): string {
  const [before, after] = [area(givenTo(report)), area(outputOf(report))];
  if (before === 0 || after === 0) return "";
  return `÷\u00a0${Number((before / after).toFixed(1))}`;
}

/** As in `.footer` of the node's styles. */
const SIZE = 11.2;
const GAP = 6;
/** How far a tight footer reaches into the margins of its tile. */
const TIGHT_GAIN = 10;

/** Whether two texts stand side by side below a picture; where fonts are wide they may need its margins, or more. */
export function fitOf(left: string, right: string, width: number): "fits" | "tight" | "none" {
  const missing =
    textWidth(left, SIZE, 400) + GAP + textWidth(right, SIZE, 400) - (width - 2 * SIDE);
  if (missing <= 0) return "fits";
  return missing <= TIGHT_GAIN ? "tight" : "none";
}

export function arrivingAt(network: Network): Map<string, number> {
  const arriving = new Map<string, number>();
  for (const { target } of network.edges) arriving.set(target, (arriving.get(target) ?? 0) + 1);
  return arriving;
}

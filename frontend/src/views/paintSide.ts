import type { Sheet } from "./Figure";
import { spreadOf } from "./histogram";
import { kernelMaps, kernelsOf } from "./kernels";
import { layOut, paintLarge } from "./largeLayout";
import type { NodeViewKind } from "./nodeViews";
import { paintHistogram } from "./paintHistogram";
import { shownFrame } from "./shown";

export type SideView = Exclude<NodeViewKind, "output">;

const MOST_KERNELS = 16;
const GAP = 3;

/** A node's kernels or gradient in its tile; an empty well until it is read. */
export function paintSide(sheet: Sheet, role: string, node: string, view: SideView): void {
  const { context, palette, width, height } = sheet;
  if (view === "kernels") {
    const kernels = kernelsOf(shownFrame("kernels", role)?.frame, node);
    if (kernels !== undefined) {
      const maps = kernelMaps(kernels, 0, MOST_KERNELS);
      paintLarge(sheet, maps, layOut(maps.shape, maps.values.length, sheet, GAP));
      return;
    }
  } else {
    const frame = shownFrame("histograms", role)?.frame;
    const now = frame && spreadOf(frame, "gradients", node);
    if (now !== undefined) {
      paintHistogram(sheet, now, undefined);
      return;
    }
  }
  context.fillStyle = palette.sunken;
  context.fillRect(0, 0, width, height);
}

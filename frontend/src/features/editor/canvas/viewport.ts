/** The frame that "fit" leaves free: for the facts above, with room below them for the tabs of a layer, and for the controls. */
import type { FitViewOptions, ReactFlowInstance, XYPosition } from "@xyflow/react";
import type { Rect } from "@/graph/rects";

const EDGE = 36;
const BOTTOM = 43;

/** Pixels more at the right and below, for what hangs out of the network there. */
const fitting = (right: number, below: number): FitViewOptions => ({
  padding: {
    top: "64px",
    bottom: `${BOTTOM + below}px`,
    left: `${EDGE}px`,
    right: `${EDGE + right}px`,
  },
  maxZoom: 1.5,
});

export const FIT: FitViewOptions = fitting(0, 0);

export const MIN_ZOOM = 0.08;
export const MAX_ZOOM = 4;

export type ZoomLevel = "full" | "mid" | "far" | "dot";

/** Under 60 %: headers and tiles. Under 35 %: name and tint. Under 15 %: the sign alone. */
export function zoomLevel(zoom: number): ZoomLevel {
  if (zoom >= 0.6) return "full";
  if (zoom >= 0.35) return "mid";
  return zoom >= 0.15 ? "far" : "dot";
}

/** The place on the canvas that is in the middle of the screen. */
export function middleOfView(flow: Pick<ReactFlowInstance, "screenToFlowPosition">): XYPosition {
  const box = document.querySelector(".react-flow")?.getBoundingClientRect();
  if (!box) return { x: 0, y: 0 };
  return flow.screenToFlowPosition({ x: box.left + box.width / 2, y: box.top + box.height / 2 });
}

/** Whether a rectangle lies in sight; by default clear of what is written along the edges. */
export function inView(
  flow: Pick<ReactFlowInstance, "flowToScreenPosition">,
  { x, y, width, height }: Rect,
  edge = EDGE,
): boolean {
  const box = document.querySelector(".react-flow")?.getBoundingClientRect();
  if (!box) return true;
  const [from, to] = [
    flow.flowToScreenPosition({ x, y }),
    flow.flowToScreenPosition({ x: x + width, y: y + height }),
  ];
  const across = from.x >= box.left + edge && to.x <= box.right - edge;
  return across && from.y >= box.top + edge && to.y <= box.bottom - edge;
}

/** Whether the reader sees all of the network and has not looked closer since. */
export const view = { whole: true };

export function fitAll(flow: Pick<ReactFlowInstance, "fitView">, duration = 200): void {
  view.whole = true;
  void flow.fitView({ ...fitting(overhang("right"), overhang("bottom")), duration });
}

/** How far the sentence of a fault hangs out of the network, in pixels of the screen. */
function overhang(side: "right" | "bottom"): number {
  const farthest = (of: string) =>
    Math.max(
      ...[...document.querySelectorAll(of)].map((each) => each.getBoundingClientRect()[side]),
    );
  const sentence = farthest(".react-flow__node [data-sentence='true']");
  if (!Number.isFinite(sentence)) return 0;
  return Math.max(0, Math.ceil(sentence - farthest(".react-flow__node")));
}

const ZOOM = { duration: 140 };

/** By hand, as a turn of the wheel is: the whole is no longer what is shown. */
export function zoomBy(by: (options: typeof ZOOM) => Promise<boolean>): void {
  view.whole = false;
  void by(ZOOM);
}

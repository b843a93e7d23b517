/** What is seen of the network: how near, how much of it, and what "fit" shows. */
import type { FitViewOptions, ReactFlowInstance, XYPosition } from "@xyflow/react";
import { documentStore } from "@/graph/documentStore";
import { roleItem } from "@/graph/items";
import type { Rect } from "@/graph/rects";

export const EDGE = 36;
/** Below this height each row counts: the tabs of a layer may then lie over the facts. */
const LOW = 360;

/** The frame that "fit" leaves free: for the facts above, with room below them for the tabs of a layer, and for the controls. */
export function fitting(height = Number.POSITIVE_INFINITY): FitViewOptions {
  const [top, bottom] = height < LOW ? [37, 40] : [64, 43];
  const [sides, above, below] = [`${EDGE}px`, `${top}px`, `${bottom}px`] as const;
  return { padding: { top: above, bottom: below, left: sides, right: sides }, maxZoom: 1.5 };
}

export const canvasBox = () => document.querySelector(".react-flow")?.getBoundingClientRect();

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
  const box = canvasBox();
  if (!box) return { x: 0, y: 0 };
  return flow.screenToFlowPosition({ x: box.left + box.width / 2, y: box.top + box.height / 2 });
}

/** Whether a rectangle lies in sight; by default clear of what is written along the edges. */
export function inView(
  flow: Pick<ReactFlowInstance, "flowToScreenPosition">,
  { x, y, width, height }: Rect,
  edge = EDGE,
): boolean {
  const box = canvasBox();
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

export type Fitted = Pick<ReactFlowInstance, "fitView">;

export function fitAll(flow: Fitted, duration = 200): Promise<boolean> {
  view.whole = true;
  return flow.fitView({ ...fitting(canvasBox()?.height), duration });
}

export function fitSome(flow: Fitted, nodes: { id: string }[]): void {
  void flow.fitView({ ...fitting(canvasBox()?.height), nodes });
}

const ZOOM = { duration: 140 };

/** Speaks of a network, with nothing chosen in it, and shows it. */
export function goToNetwork(role: string, flow: Fitted): void {
  const { select, show } = documentStore.getState();
  select([]);
  show(role);
  view.whole = false;
  fitSome(flow, [{ id: roleItem(role) }]);
}

/** By hand, as a turn of the wheel is: the whole is no longer what is shown. */
export function zoomBy(by: (options: typeof ZOOM) => Promise<boolean>): void {
  view.whole = false;
  void by(ZOOM);
}

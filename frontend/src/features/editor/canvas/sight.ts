/** After an edit: the view stays where it is, unless what was edited is out of sight. */
import type { ReactFlowInstance } from "@xyflow/react";
import { checkStore } from "@/graph/checkStore";
import { hull, type Rect } from "@/graph/rects";
import { edgeId, type Network } from "@/graph/types";
import type { CanvasNode } from "../annotations/annotationNodes";
import { itemRect } from "./mapView";
import { moveGently } from "./steady";
import { canvasBox, EDGE, type Fitted, fitAll, fitting, inView, view } from "./viewport";

type Flow = Pick<
  ReactFlowInstance,
  "fitView" | "flowToScreenPosition" | "getNode" | "getViewport" | "setCenter" | "setViewport"
>;

/** The layers that an edit added or set, and the ends of the wires that it drew; not those that it only moved. */
export function touched(before: Network, after: Network): string[] {
  const set = Object.entries(after.nodes).flatMap(([id, { layer }]) =>
    before.nodes[id]?.layer === layer ? [] : [id],
  );
  const known = new Set(before.edges.map(edgeId));
  const drawn = after.edges.filter(
    (edge) =>
      !known.has(edgeId(edge)) && [edge.source, edge.target].every((id) => before.nodes[id]),
  );
  // The wire that heals behind a removed layer was not drawn by hand.
  const removed = Object.keys(before.nodes).some((id) => !after.nodes[id]);
  const ends = removed ? [] : drawn.flatMap(({ source, target }) => [source, target]);
  return [...new Set([...set, ...ends])];
}

/** Once it is checked, and laid out where that belongs to the edit, and drawn. */
function whenSettled(then: () => void): void {
  const drawn = () => requestAnimationFrame(() => requestAnimationFrame(then));
  if (!checkStore.getState().pending) {
    drawn();
    return;
  }
  const stop = checkStore.subscribe(({ pending }) => {
    if (pending) return;
    stop();
    drawn();
  });
}

export function keepInSight(ids: readonly string[], flow: Flow): void {
  if (ids.length === 0) return;
  whenSettled(() => {
    const rects = ids.flatMap((id): Rect[] => {
      const node = flow.getNode(id);
      return node ? [itemRect(node as CanvasNode)] : [];
    });
    if (rects.every((rect) => inView(flow, rect, 0))) return;
    if (view.whole) {
      moveGently(flow, () => fitAll(flow));
      return;
    }
    const { x, y, width, height } = hull(rects);
    const { zoom } = flow.getViewport();
    moveGently(flow, () => flow.setCenter(x + width / 2, y + height / 2, { zoom, duration: 200 }));
  });
}

/** Below it what a tile shows can't be read. */
const READABLE = 0.6;

/** The network with a block that was opened in it, or the inside of that alone where else it could not be read. */
export function fitOpened(
  flow: Fitted & Pick<ReactFlowInstance, "getNodes">,
  duration: number,
): Promise<boolean> {
  const nodes = flow.getNodes() as CanvasNode[];
  const frame = nodes.find(({ type }) => type === "inside");
  const { width = 0, height = 0 } = canvasBox() ?? {};
  const all = hull(nodes.map(itemRect));
  const scale = Math.min((width - 2 * EDGE) / all.width, (height - 107) / all.height);
  if (frame === undefined || scale >= READABLE) return fitAll(flow, duration);
  view.whole = false;
  return flow.fitView({ ...fitting(height), maxZoom: 1, nodes: [frame], duration });
}

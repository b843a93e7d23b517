/** Networks whose wires branch: dagre ranks them from left to right, and keeps groups together. */
import dagre from "@dagrejs/dagre";
import { groupByNode } from "./annotating";
import { FRAME_TOP } from "./frames";
import { groupItem } from "./items";
import { GAP_LABELLED, type LaidOut, type Sizes, UNKNOWN_SIZE } from "./layout";
import type { Network, Position } from "./types";

export function layBranches(part: readonly string[], network: Network, sizes: Sizes): LaidOut {
  const graph = new dagre.graphlib.Graph({ compound: true });
  graph.setGraph({ rankdir: "LR", ranksep: GAP_LABELLED + 12, nodesep: 36 });
  graph.setDefaultEdgeLabel(() => ({}));
  const members = new Set(part);
  const groups = groupByNode(network);
  for (const id of part) {
    const { width, height } = sizes.get(id) ?? UNKNOWN_SIZE;
    const group = groups.get(id);
    graph.setNode(id, { width, height: group === undefined ? height : height + 2 * FRAME_TOP });
    if (group === undefined) continue;
    graph.setNode(groupItem(group), {});
    graph.setParent(id, groupItem(group));
  }
  for (const { source, target } of network.edges) {
    if (members.has(source) && members.has(target)) graph.setEdge(source, target);
  }
  dagre.layout(graph);
  let [top, bottom] = [Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY];
  const places = part.map((id): readonly [string, Position] => {
    const { x, y, width, height } = graph.node(id);
    top = Math.min(top, y - height / 2);
    bottom = Math.max(bottom, y + height / 2);
    return [id, { x: Math.round(x - width / 2), y: Math.round(y) }];
  });
  return { places, top, height: bottom - top };
}

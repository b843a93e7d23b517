/** A layer dragged into the frame of a group joins it; one dragged out of its own leaves. */
import { groupByNode } from "./annotating";
import { leaveGroups } from "./annotations";
import { moveItems } from "./edit";
import { framePieces } from "./frames";
import type { Rect } from "./rects";
import { together } from "./sheet";
import { type Boxes, layerRects } from "./taken";
import type { Network, Position } from "./types";

interface Regrouped {
  readonly network: Network;
  /** By the names of layers: the group that each is in now; null where it left its own. */
  readonly changed: ReadonlyMap<string, string | null>;
}

const middleOf = ({ x, y, width, height }: Rect): Position => ({
  x: x + width / 2,
  y: y + height / 2,
});

const holds = (pieces: readonly Rect[], { x, y }: Position): boolean =>
  pieces.some(
    (piece) =>
      x >= piece.x && x <= piece.x + piece.width && y >= piece.y && y <= piece.y + piece.height,
  );

/** The network after a drag. Frames count where they stood before it, so that a small move within one's own changes nothing. */
export function afterDrag(
  network: Network,
  places: Readonly<Record<string, Position>>,
  boxes: Boxes,
): Regrouped {
  const moved = moveItems(network, places);
  const groups = Object.entries(network.groups ?? {});
  const changed = new Map<string, string | null>();
  if (groups.length === 0) return { network: moved, changed };
  const [before, after] = [layerRects(network, boxes), layerRects(moved, boxes)];
  const frames = groups.map(([id, { nodes }]) => {
    const members = new Set(nodes);
    const [own, others]: [Rect[], Rect[]] = [[], []];
    for (const [node, rect] of before) (members.has(node) ? own : others).push(rect);
    // A group that is dragged as a whole stays what it is.
    const whole = nodes.every((node) => node in places || !before.has(node));
    return { id, pieces: framePieces(own, others), whole };
  });
  const own = groupByNode(network);
  for (const node of Object.keys(places)) {
    const rect = after.get(node);
    const mine = frames.find(({ id }) => id === own.get(node));
    if (!rect || mine?.whole) continue;
    const middle = middleOf(rect);
    if (mine && holds(mine.pieces, middle)) continue;
    const into = frames.find(
      ({ id, pieces }) => id !== mine?.id && together(id, node) && holds(pieces, middle),
    );
    if (into && !into.whole) changed.set(node, into.id);
    else if (mine) changed.set(node, null);
  }
  return { network: regrouped(moved, changed), changed };
}

function regrouped(network: Network, changed: Regrouped["changed"]): Network {
  if (changed.size === 0) return network;
  const left = leaveGroups(network, [...changed.keys()]);
  const groups = { ...left.groups };
  for (const [node, id] of changed) {
    const joined = id === null ? undefined : groups[id];
    if (id !== null && joined) groups[id] = { ...joined, nodes: [...joined.nodes, node] };
  }
  return { ...left, groups };
}

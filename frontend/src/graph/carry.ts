/** Comments go along with the layer beside them when the layout moves it. */
import { moveItems } from "./edit";
import { freePlace } from "./freePlace";
import { commentItem } from "./items";
import { gapBetween } from "./rects";
import { type Boxes, layerRects, takenRects } from "./taken";
import type { Network, Position } from "./types";

/** New places of the comments whose nearest layer moves, clear of all that will stand there. */
export function carriedComments(
  network: Network,
  places: Readonly<Record<string, Position>>,
  boxes: Boxes,
): Record<string, Position> {
  const comments = Object.entries(network.comments ?? {});
  if (comments.length === 0) return {};
  const layers = [...layerRects(network, boxes)];
  const taken = takenRects(moveItems(network, places), boxes);
  const carried: Record<string, Position> = {};
  for (const [id, { position, width, height }] of comments) {
    const rect = { ...position, width, height };
    const [nearest] = layers.toSorted(
      ([, one], [, other]) => gapBetween(one, rect) - gapBetween(other, rect),
    );
    const from = network.nodes[nearest?.[0] ?? ""]?.position;
    const to = places[nearest?.[0] ?? ""];
    if (!from || !to || (from.x === to.x && from.y === to.y)) continue;
    const wanted = { ...rect, x: rect.x + to.x - from.x, y: rect.y + to.y - from.y };
    const place = freePlace(wanted, taken);
    carried[commentItem(id)] = place;
    taken.push({ ...rect, ...place });
  }
  return carried;
}

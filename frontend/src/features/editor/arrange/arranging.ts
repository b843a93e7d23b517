/** Moving what is selected, by key and by menu. */
import { type Alignable, type Alignment, align, type Places } from "@/graph/align";
import { checkStore } from "@/graph/checkStore";
import { currentSheet, documentStore } from "@/graph/documentStore";
import { moveItems } from "@/graph/edit";
import { commentItem, readItem } from "@/graph/items";
import type { Direction } from "@/graph/walk";
import { boxesOf, keepApart } from "../wires/neatness";

/** Layers, those of chosen frames too, and comments, by their names on the canvas. */
function selected(): Alignable[] {
  const { selection, selectedComments, selectedGroups } = documentStore.getState();
  const network = currentSheet();
  const boxes = boxesOf(documentStore.getState(), checkStore.getState());
  const framed = selectedGroups.flatMap((id) => network.groups?.[id]?.nodes ?? []);
  const layers = [...new Set([...selection, ...framed])].flatMap((id): Alignable[] => {
    const [node, box] = [network.nodes[id], boxes.get(id)];
    return node && box
      ? [{ id, position: node.position, width: box.width, height: box.height }]
      : [];
  });
  const comments = selectedComments.flatMap((id): Alignable[] => {
    const comment = network.comments?.[id];
    if (!comment) return [];
    const { position, width, height } = comment;
    // As a layer's, its place is lined up by the vertical middle.
    const middle = { x: position.x, y: position.y + height / 2 };
    return [{ id: commentItem(id), position: middle, width, height }];
  });
  return [...layers, ...comments];
}

/** Places by vertical middles as the document keeps them: a comment's is its upper left corner. */
function asKept(items: readonly Alignable[], places: Places): Places {
  const kept = { ...places };
  for (const { id, height } of items) {
    const place = places[id];
    if (place && readItem(id).kind === "comment")
      kept[id] = { x: place.x, y: place.y - height / 2 };
  }
  return kept;
}

export function alignSelected(alignment: Alignment): void {
  const items = selected();
  documentStore.getState().move(asKept(items, align(items, alignment)));
  keepApart();
}

const STEP = 20;

/** Moves what is selected by one step; steps in quick succession are one edit. */
export function nudge(direction: Direction): boolean {
  const x = direction === "left" ? -STEP : direction === "right" ? STEP : 0;
  const y = direction === "up" ? -STEP : direction === "down" ? STEP : 0;
  const nodes = selected();
  if (nodes.length === 0) return false;
  const places = Object.fromEntries(
    nodes.map(({ id, position }) => [id, { x: position.x + x, y: position.y + y }]),
  );
  const moved = `move ${Object.keys(places).join()}`;
  documentStore.getState().alter((network) => moveItems(network, asKept(nodes, places)), moved);
  keepApart();
  return true;
}

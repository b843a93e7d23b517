/** Moving what is selected, by key and by menu. */
import { type Alignment, align, type Placed } from "@/graph/align";
import { checkStore } from "@/graph/checkStore";
import { documentStore } from "@/graph/documentStore";
import { moveNodes } from "@/graph/edit";
import { networkOf } from "@/graph/experiment";
import type { Direction } from "@/graph/walk";
import { boxesOf } from "./neatness";

function selected(): Placed[] {
  const { document, role, selection } = documentStore.getState();
  const network = networkOf(document, role);
  const boxes = boxesOf(network, role, checkStore.getState());
  return selection.flatMap((id) => {
    const [node, box] = [network.nodes[id], boxes.get(id)];
    return node && box
      ? [{ id, position: node.position, width: box.width, height: box.height }]
      : [];
  });
}

export function alignSelected(alignment: Alignment): void {
  documentStore.getState().move(align(selected(), alignment));
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
  documentStore.getState().alter((network) => moveNodes(network, places), moved);
  return true;
}

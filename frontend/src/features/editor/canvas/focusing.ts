import type { ReactFlowInstance } from "@xyflow/react";
import { documentStore } from "@/graph/documentStore";

const elementOf = (item: string): HTMLElement | null =>
  document.querySelector(`.react-flow__node[data-id="${CSS.escape(item)}"]`);

/** Gives the keyboard to what goes by this name on the canvas, once it is drawn. */
export function focusItem(item: string): void {
  requestAnimationFrame(() => elementOf(item)?.focus());
}

/** Chooses a node and gives it the keyboard; one out of sight is brought into view first. */
export function focusNode(
  id: string,
  flow: Pick<ReactFlowInstance, "getNode" | "getViewport" | "setCenter">,
): void {
  documentStore.getState().select([id]);
  const focus = () => {
    const node = elementOf(id);
    node?.focus();
    return node !== null;
  };
  if (focus()) return;
  const node = flow.getNode(id);
  if (!node) return;
  const middle = node.position.x + (node.width ?? 0) / 2;
  const { zoom } = flow.getViewport();
  void flow.setCenter(middle, node.position.y, { zoom }).then(() => requestAnimationFrame(focus));
}

/** The first field of the inspector's form, for those who have no pointer. */
export function focusSettings(): boolean {
  const field = document.querySelector<HTMLElement>("aside form :is(input, button, select)");
  field?.focus();
  if (field instanceof HTMLInputElement) field.select();
  return field !== null;
}

/** From a field of the inspector back to the layer that it sets. */
export function leaveSettings(
  target: EventTarget | null,
  flow: Parameters<typeof focusNode>[1],
): boolean {
  const [node, ...others] = documentStore.getState().selection;
  if (node === undefined || others.length > 0) return false;
  if (!(target instanceof Element) || target.closest("aside form") === null) return false;
  focusNode(node, flow);
  return true;
}

/** The wire under the pointer. */
import { useEffect } from "react";
import { editorStore, useEditor } from "../editorStore";

export function hoverWire(id: string): void {
  editorStore.setState({ hoveredWire: id });
}

export function leaveWire(id: string): void {
  if (editorStore.getState().hoveredWire === id) editorStore.setState({ hoveredWire: null });
}

/** A wire that is removed leaves without a word from the pointer. */
export function useHovered(id: string): boolean {
  useEffect(() => () => leaveWire(id), [id]);
  return useEditor((state) => state.hoveredWire === id);
}

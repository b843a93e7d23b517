/** Where the wires of a use reach the frame that stands for it while its block is open. */
import type { Node as FlowNode } from "@xyflow/react";

/** Where the wires of the use reach the frame, from the top of the canvas. */
export interface Doors {
  readonly target: number;
  readonly source: number;
}

export interface InsideData extends Record<string, unknown> {
  /** There is nothing between its ends. */
  readonly empty: boolean;
  /** Null where it lies alone, and no wires lead to it. */
  readonly doors: Doors | null;
}

export type InsideFlowNode = FlowNode<InsideData, "inside">;

/** From where to where a wire of the network runs whose end is the frame. */
export const doorOf = (
  { position, width = 0, data }: InsideFlowNode,
  end: "source" | "target",
): { readonly x: number; readonly y: number } => ({
  x: position.x + (end === "source" ? width : 0),
  y: data.doors?.[end] ?? position.y,
});

/** The frames of networks that share the canvas, and what the algorithm leads into them, as React Flow draws them. */
import type { Node as FlowNode } from "@xyflow/react";
import type { Position, Size } from "@/graph/types";

export interface RoleData extends Record<string, unknown> {
  readonly role: string;
  /** Its name in the reader's language. */
  readonly name: string;
  /** How many numbers it learns; undefined while a fault hides it. */
  readonly parameters: number | undefined;
  /** It is spoken of, in the inspector and in the dock. */
  readonly current: boolean;
  /** It has no layers yet. */
  readonly empty: boolean;
}

/** What an algorithm leads into a network: a line from another network, or from the data that it names. */
export interface HandedData extends Record<string, unknown> {
  /** What it is there, in the reader's language. */
  readonly carries: string;
  /** The data that it comes from; empty where a network answers it. */
  readonly from: string;
  /** Within the node. */
  readonly path: string;
  readonly size: Size;
  readonly end: Position;
  readonly label: Position;
  /** Who drew it, and where that is changed. */
  readonly hint: string;
  /** What comes does not fit. */
  readonly wrong: boolean;
}

export type RoleFlowNode = FlowNode<RoleData, "role">;
export type HandedFlowNode = FlowNode<HandedData, "handed">;

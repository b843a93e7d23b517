/** Comments and the frames of groups as React Flow draws them. */
import type { Node as FlowNode, XYPosition } from "@xyflow/react";
import { framePieces } from "@/graph/frames";
import { rectOf } from "@/graph/geometry";
import { commentItem, groupItem } from "@/graph/items";
import { hull, type Rect } from "@/graph/rects";
import type { Comment, Network } from "@/graph/types";
import type { InsideFlowNode } from "../blocks/openedDoors";
import type { LayerFlowNode } from "../canvas/flow";
import type { HandedFlowNode, RoleFlowNode } from "../roles/roleNodes";

export interface CommentData extends Record<string, unknown> {
  readonly comment: Comment;
}

export interface FrameData extends Record<string, unknown> {
  readonly title: string;
  /** HeldPlaces within the node, one for each row of a group that wraps. */
  readonly pieces: readonly Rect[];
  readonly chosen: boolean;
}

export type CommentFlowNode = FlowNode<CommentData, "comment">;
export type FrameFlowNode = FlowNode<FrameData, "frame">;
export type CanvasNode =
  | LayerFlowNode
  | CommentFlowNode
  | FrameFlowNode
  | RoleFlowNode
  | InsideFlowNode
  | HandedFlowNode;

const UPPER_LEFT: [number, number] = [0, 0];
const role = (words: string) => ({ "aria-roledescription": words });

export interface CommentWords {
  readonly name: (text: string) => string;
  readonly role: string;
}

export function commentNodes(
  comments: Network["comments"],
  chosen: readonly string[],
  words: CommentWords,
): CommentFlowNode[] {
  return Object.entries(comments ?? {}).map(([id, comment]) => {
    const { width, height, position } = comment;
    return {
      id: commentItem(id),
      type: "comment",
      data: { comment },
      position: { ...position },
      origin: UPPER_LEFT,
      width,
      height,
      measured: { width, height },
      handles: [],
      selected: chosen.includes(id),
      ariaLabel: words.name(comment.text),
      domAttributes: role(words.role),
    };
  });
}

/** Frames stand behind everything and follow their nodes; only their titles take the pointer. */
export function frameNodes(
  groups: Network["groups"],
  layers: readonly LayerFlowNode[],
  chosen: readonly string[],
  words: { readonly name: (title: string, count: number) => string; readonly role: string },
): FrameFlowNode[] {
  const rects = new Map(layers.map((node) => [node.id, rectOf(node.position, node.data.box)]));
  return Object.entries(groups ?? {}).flatMap(([id, { title, nodes }]): FrameFlowNode[] => {
    const members = new Set(nodes);
    const own = nodes.flatMap((node) => rects.get(node) ?? []);
    if (own.length === 0) return [];
    const others = [...rects].flatMap(([node, rect]) => (members.has(node) ? [] : [rect]));
    const pieces = framePieces(own, others);
    const { x, y, width, height } = hull(pieces);
    const inside = pieces.map((piece) => ({ ...piece, x: piece.x - x, y: piece.y - y }));
    return [
      {
        id: groupItem(id),
        type: "frame",
        data: { title, pieces: inside, chosen: chosen.includes(id) },
        position: { x, y },
        origin: UPPER_LEFT,
        width,
        height,
        measured: { width, height },
        handles: [],
        zIndex: -1,
        // A frame is chosen by its title alone: a lasso drawn inside it means the nodes.
        selectable: false,
        dragHandle: ".frame-title",
        style: { pointerEvents: "none" },
        ariaLabel: words.name(title, own.length),
        domAttributes: role(words.role),
      },
    ];
  });
}

export type HeldPlaces = Readonly<Record<string, XYPosition>>;

/** Nodes under the pointer stand where it holds them, whatever the document says meanwhile. */
export function held<Node extends CanvasNode>(nodes: Node[], dragged: HeldPlaces | null): Node[] {
  if (dragged === null) return nodes;
  return nodes.map((node) => {
    const position = dragged[node.id];
    return position ? { ...node, position, dragging: true } : node;
  });
}

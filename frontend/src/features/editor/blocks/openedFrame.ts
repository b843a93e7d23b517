/** The frame around the inside of a block that is open, as React Flow draws it: in its network it stands for the use. */
import { type NodeHandle, Position } from "@xyflow/react";
import type { Rect } from "@/graph/rects";
import type { Doors, InsideFlowNode } from "./openedDoors";

const UPPER_LEFT: [number, number] = [0, 0];
const PORT = 7;

function handle(type: "target" | "source", { y, width }: Rect, door: number): NodeHandle {
  return {
    id: type === "target" ? "in" : "out",
    type,
    position: type === "target" ? Position.Left : Position.Right,
    x: (type === "target" ? 0 : width) - PORT / 2,
    y: door - y - PORT / 2,
    width: PORT,
    height: PORT,
  };
}

export interface FrameSaid {
  readonly label: (count: number) => string;
  readonly role: string;
}

interface Framed {
  readonly id: string;
  readonly rect: Rect;
  readonly doors: Doors | null;
  /** How many layers stand between its ends. */
  readonly layers: number;
  readonly selected?: boolean;
}

/** It stands behind all that it is around. */
export function insideFrame(
  { id, rect, doors, layers, selected = false }: Framed,
  said: FrameSaid,
): InsideFlowNode {
  const { x, y, width, height } = rect;
  return {
    id,
    type: "inside",
    data: { empty: layers === 0, doors },
    position: { x, y },
    origin: UPPER_LEFT,
    width,
    height,
    measured: { width, height },
    handles: doors
      ? [handle("target", rect, doors.target), handle("source", rect, doors.source)]
      : [],
    zIndex: -2,
    selected,
    selectable: doors !== null,
    draggable: doors !== null,
    dragHandle: ".inside-head",
    focusable: doors !== null,
    style: { pointerEvents: "none" },
    ariaLabel: said.label(layers),
    domAttributes: { "aria-roledescription": said.role },
  };
}

import { NodeToolbar, Position, useReactFlow } from "@xyflow/react";
import { useCallback } from "react";
import type { Inside } from "@/views/sequence/insides";
import { RecurrentStage } from "@/views/sequence/RecurrentStage";

interface InsideBeneathProps {
  role: string;
  node: string;
  inside: Inside;
}

/** What floats over the canvas below has so much room. */
const BELOW = 46;
/** Above the tile stand its tabs, and what floats over the canvas. */
const ABOVE = 92;
const SIDE = 8;
const OFFSET = 8;
/** Above all nodes. */
const OVER = { zIndex: 6 };

/** The inside of a recurrent layer, beneath its tile; the canvas moves where there is no room for it. */
export function InsideBeneath({ role, node, inside }: InsideBeneathProps) {
  const flow = useReactFlow();
  const makeRoom = useCallback(
    (stage: HTMLDivElement | null) => {
      const canvas = stage?.closest(".react-flow")?.getBoundingClientRect();
      if (!stage || !canvas) return;
      const { x, y, zoom } = flow.getViewport();
      const room = canvas.height - ABOVE - zoom * TILE - OFFSET - BELOW;
      stage.style.setProperty("--room", `${Math.round(room)}px`);
      const own = stage.getBoundingClientRect();
      const missing = own.bottom + BELOW - canvas.bottom;
      const spare = own.top - OFFSET - canvas.top - ABOVE - zoom * TILE;
      const up = Math.max(0, Math.min(missing, spare));
      const left = Math.max(0, own.right + SIDE - canvas.right);
      const right = left > 0 ? 0 : Math.max(0, canvas.left + SIDE - own.left);
      if (up + left + right > 0) void flow.setViewport({ x: x - left + right, y: y - up, zoom });
    },
    [flow],
  );
  return (
    <NodeToolbar
      isVisible
      position={Position.Bottom}
      offset={OFFSET}
      style={OVER}
      className="nodrag nopan nowheel"
      data-floats
    >
      <div ref={makeRoom}>
        <RecurrentStage role={role} node={node} inside={inside} />
      </div>
    </NodeToolbar>
  );
}

/** How tall the tile of a recurrent layer is, unzoomed. */
const TILE = 124;

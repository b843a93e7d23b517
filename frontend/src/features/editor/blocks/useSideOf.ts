import { useReactFlow } from "@xyflow/react";
import { useState } from "react";

/** The side of the canvas that is farther from these layers: what opens there leaves them in sight. */
export function useSideOf(ids: readonly string[]): "left" | "right" {
  const flow = useReactFlow();
  const [side] = useState((): "left" | "right" => {
    const canvas = document.querySelector(".react-flow")?.getBoundingClientRect();
    const bounds = flow.getNodesBounds([...ids]);
    if (!canvas || bounds.width === 0) return "right";
    const { x } = flow.flowToScreenPosition({ x: bounds.x + bounds.width / 2, y: bounds.y });
    return x < canvas.left + canvas.width / 2 ? "right" : "left";
  });
  return side;
}

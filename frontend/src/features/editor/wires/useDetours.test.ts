import { renderHook } from "@testing-library/react";
import { expect, it } from "vitest";
import { image } from "@/graph/fixtures";
import { nodeBox } from "@/graph/geometry";
import type { CanvasNode } from "../annotations/annotationNodes";
import type { LayerFlowNode, WireFlowEdge } from "../canvas/flow";
import { useDetours } from "./useDetours";

const layer = { kind: "conv2d" };
const box = nodeBox("a", { layer, position: { x: 0, y: 0 } }, image(6, 28, 28), undefined);

function node(id: string, x: number, y: number): CanvasNode {
  return {
    id,
    type: "layer",
    position: { x, y },
    data: { layer, box },
  } as unknown as LayerFlowNode;
}

function edge(source: string, target: string): WireFlowEdge {
  const data = { wire: { source, target }, value: image(6, 28, 28), changes: false, skips: false };
  return { id: `${source}>${target}`, type: "wire", source, target, data };
}

it("a wire runs round the layer in its way, follows it while it is dragged, and no other is drawn anew", () => {
  const edges = [edge("a", "b"), edge("b", "c"), edge("a", "c")];
  const at = (y: number) => [node("a", 0, 0), node("b", 400, y), node("c", 800, 0)];
  const { result, rerender } = renderHook(({ nodes }) => useDetours(nodes, edges), {
    initialProps: { nodes: at(0) },
  });
  const lane = () => result.current[2]?.data?.bends?.lane ?? null;
  const first = result.current;
  expect(first.slice(0, 2)).toEqual(edges.slice(0, 2));
  expect(first[0]).toBe(edges[0]);
  expect(lane()).toBeGreaterThan(box.height / 2);

  rerender({ nodes: at(0) });
  expect(result.current).toBe(first);

  const before = lane() ?? 0;
  rerender({ nodes: at(5) });
  expect(lane()).toBe(before + 5);
  expect(result.current[0]).toBe(edges[0]);

  rerender({ nodes: at(box.height) });
  expect(result.current[2]).toBe(edges[2]);
});

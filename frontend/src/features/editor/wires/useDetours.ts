import { useMemo, useRef } from "react";
import { besideOf, detours, type Wire } from "@/graph/detours";
import { endsBetween, rectOf } from "@/graph/geometry";
import type { Rect } from "@/graph/rects";
import type { Bends } from "@/graph/routing";
import type { CanvasNode } from "../annotations/annotationNodes";
import { Kept, type LayerFlowNode, type WireFlowEdge } from "../canvas/flow";

interface Turned {
  readonly plain: WireFlowEdge;
  readonly bends: Bends;
  readonly edge: WireFlowEdge;
}

/** Wires run round what stands in their way, wherever the pointer holds it just now. */
export function useDetours(nodes: readonly CanvasNode[], edges: WireFlowEdge[]): WireFlowEdge[] {
  const kept = useRef(new Kept<Bends>());
  const turned = useRef(new Map<string, Turned>());
  const last = useRef<WireFlowEdge[]>([]);
  return useMemo(() => {
    const found = find(nodes, edges);
    const before = turned.current;
    turned.current = new Map();
    const now = edges.map((plain) => {
      const own = found.get(plain.id);
      if (!own || !plain.data) return plain;
      const bends = kept.current.keep(plain.id, own);
      const old = before.get(plain.id);
      const same = old?.plain === plain && old.bends === bends;
      const edge = same ? old.edge : { ...plain, data: { ...plain.data, bends } };
      turned.current.set(plain.id, { plain, bends, edge });
      return edge;
    });
    kept.current.turn();
    const stands = now.every((edge, at) => edge === last.current[at]);
    if (!stands || now.length !== last.current.length) last.current = now;
    return last.current;
  }, [nodes, edges]);
}

const standing = ({ position, data: { layer, box } }: LayerFlowNode) => ({ position, layer, box });

function find(nodes: readonly CanvasNode[], edges: readonly WireFlowEdge[]): Map<string, Bends> {
  const layers = new Map<string, LayerFlowNode>();
  const tiles = new Map<string, Rect>();
  const [notes, frames]: [Rect[], Rect[]] = [[], []];
  for (const node of nodes) {
    const { x, y } = node.position;
    if (node.type === "layer") {
      layers.set(node.id, node);
      tiles.set(node.id, rectOf(node.position, node.data.box));
    } else if (node.type === "frame") {
      for (const piece of node.data.pieces) {
        frames.push({ ...piece, x: x + piece.x, y: y + piece.y });
      }
    } else if (node.type === "comment")
      notes.push({ x, y, width: node.width ?? 0, height: node.height ?? 0 });
  }
  const wires = edges.flatMap(({ data }): Wire[] => {
    const [from, to] = [layers.get(data?.wire.source ?? ""), layers.get(data?.wire.target ?? "")];
    if (!data || !from || !to) return [];
    return [{ ...data.wire, ...endsBetween(data.wire, standing(from), standing(to)) }];
  });
  return detours(wires, tiles, besideOf(notes, frames));
}

import { useMemo, useRef } from "react";
import { besideOf, detours, type Wire } from "@/graph/detours";
import { portAt, rectOf } from "@/graph/geometry";
import { readItem } from "@/graph/items";
import { sourcePort, targetPort, type WireEnd } from "@/graph/ports";
import type { Rect } from "@/graph/rects";
import type { Bends, Ends } from "@/graph/routing";
import type { Edge } from "@/graph/types";
import type { CanvasNode } from "../annotations/annotationNodes";
import { doorOf, type InsideFlowNode } from "../blocks/openedDoors";
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

type Standing = LayerFlowNode | InsideFlowNode;

/** Where a wire begins or ends: at a port, or where the frame of an open block lets it in. */
const endOf = (node: Standing, end: WireEnd, port: string) =>
  node.type === "inside" ? doorOf(node, end) : portAt(standing(node), end, port);

function endsOf(wire: Edge, from: Standing, to: Standing): Ends {
  const start = endOf(from, "source", sourcePort(wire).port);
  const end = endOf(to, "target", targetPort(wire).port);
  return { sourceX: start.x, sourceY: start.y, targetX: end.x, targetY: end.y };
}

function find(nodes: readonly CanvasNode[], edges: readonly WireFlowEdge[]): Map<string, Bends> {
  const frame = nodes.find(({ type, id }) => type === "inside" && readItem(id).kind === "layer");
  if (frame?.type !== "inside") return findAmong(nodes, edges, null);
  // Wires of the inside run in the frame, all others round it.
  const start = `${frame.id}/`;
  const within = ({ data }: WireFlowEdge) => data?.wire.source.startsWith(start) ?? false;
  const inner = nodes.filter(({ id }) => readItem(id).id.startsWith(start));
  const outer = nodes.filter(({ id }) => !readItem(id).id.startsWith(start));
  return new Map([
    ...findAmong(inner, edges.filter(within), null),
    ...findAmong(
      outer,
      edges.filter((edge) => !within(edge)),
      frame,
    ),
  ]);
}

function findAmong(
  nodes: readonly CanvasNode[],
  edges: readonly WireFlowEdge[],
  frame: InsideFlowNode | null,
): Map<string, Bends> {
  const layers = new Map<string, LayerFlowNode>();
  const tiles = new Map<string, Rect>();
  if (frame !== null) {
    const { position, width = 0, height = 0 } = frame;
    tiles.set(frame.id, { ...position, width, height });
  }
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
    const { source = "", target = "" } = data?.wire ?? {};
    const [from, to] = [layers.get(source) ?? frame, layers.get(target) ?? frame];
    if (!data || !from || !to || from === to) return [];
    return [{ ...data.wire, ...endsOf(data.wire, from, to) }];
  });
  return detours(wires, tiles, besideOf(notes, frames));
}

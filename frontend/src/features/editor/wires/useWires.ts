import type { Connection, FinalConnectionState, OnConnectStartParams } from "@xyflow/react";
import { useReactFlow } from "@xyflow/react";
import { useCallback } from "react";
import { useTranslation } from "react-i18next";
import { documentStore } from "@/graph/documentStore";
import { networkOf } from "@/graph/experiment";
import { otherEnd, placeOf, portsOf, type WireEnd } from "@/graph/ports";
import { editorStore, openFinder } from "../editorStore";
import { endWire, finishWire, mayJoin, sayJoined, startWire } from "./wiring";

interface Point {
  readonly x: number;
  readonly y: number;
}

function pointOf(event: MouseEvent | TouchEvent): Point {
  const at = "changedTouches" in event ? event.changedTouches[0] : event;
  return { x: at?.clientX ?? 0, y: at?.clientY ?? 0 };
}

/** A wire may be dropped anywhere on a layer, not on its port alone. */
function layerAt({ x, y }: Point): Element | null {
  for (const element of document.elementsFromPoint(x, y)) {
    const layer = element.closest(".react-flow__node-layer");
    if (layer) return layer;
  }
  return null;
}

/** The ports at which the wire in the hand may end there, the nearest first. */
function portsNear(layer: Element, end: WireEnd, y: number): string[] {
  const { top, height } = layer.getBoundingClientRect();
  const { document: saved, role } = documentStore.getState();
  const id = layer.getAttribute("data-id") ?? "";
  const kind = networkOf(saved, role).nodes[id]?.layer.kind ?? "";
  const away = (port: string) => Math.abs(top + height * placeOf(kind, end, port) - y);
  return portsOf(kind, end).toSorted((one, other) => away(one) - away(other));
}

interface Drop {
  readonly node: string;
  readonly ports: readonly string[];
}

/** Where a wire ends: at the port that it was let go on or close to, else anywhere on a layer. */
function dropOf(at: Point, { toNode, toHandle }: FinalConnectionState, end: WireEnd): Drop | null {
  if (toNode && toHandle?.id && toHandle.type === end)
    return { node: toNode.id, ports: [toHandle.id] };
  const layer = toNode ? elementOf(toNode.id) : layerAt(at);
  const node = layer?.getAttribute("data-id");
  return layer && node ? { node, ports: portsNear(layer, end, at.y) } : null;
}

const elementOf = (node: string) =>
  document.querySelector(`.react-flow__node[data-id="${CSS.escape(node)}"]`);

type Ends = Pick<Connection, "source" | "target"> & Partial<Connection>;

/** Wires drawn by pointer. */
export function useWires() {
  const flow = useReactFlow();
  const { t } = useTranslation("editor");

  const onConnectStart = useCallback((_: unknown, params: OnConnectStartParams) => {
    const { nodeId: node, handleId: port, handleType } = params;
    if (node !== null && port !== null && handleType !== null)
      startWire({ node, port }, handleType);
  }, []);

  const onConnectEnd = useCallback(
    (event: MouseEvent | TouchEvent, state: FinalConnectionState) => {
      const { wiring } = editorStore.getState();
      const point = pointOf(event);
      const drop = wiring && dropOf(point, state, otherEnd(wiring.end));
      if (wiring && drop && drop.node !== wiring.from.node) {
        void finishWire(drop.node, drop.ports).then((joined) => joined && sayJoined(joined, t));
        return;
      }
      endWire();
      // A wire that ends in the open asks for the layer that it leads to.
      if (drop || wiring?.end !== "source") return;
      const at = flow.screenToFlowPosition(point);
      openFinder({ place: { kind: "after", source: wiring.from, at }, ...onScreen(point) });
    },
    [flow, t],
  );

  const isValidConnection = useCallback((wire: Ends) => {
    const { wiring } = editorStore.getState();
    return wiring?.end === "target"
      ? mayJoin({ node: wire.source, port: wire.sourceHandle ?? "" })
      : mayJoin({ node: wire.target, port: wire.targetHandle ?? "" });
  }, []);

  return { onConnectStart, onConnectEnd, isValidConnection };
}

/** From the window's pixels to the canvas's. */
export function onScreen(point: { x: number; y: number }): { x: number; y: number } {
  const canvas = document.querySelector(".react-flow")?.getBoundingClientRect();
  return { x: point.x - (canvas?.left ?? 0), y: point.y - (canvas?.top ?? 0) };
}

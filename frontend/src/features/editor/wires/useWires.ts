import type { Connection, FinalConnectionState, OnConnectStartParams } from "@xyflow/react";
import { useReactFlow } from "@xyflow/react";
import { useCallback } from "react";
import { useTranslation } from "react-i18next";
import { announce, editorStore, openFinder } from "../editorStore";
import { endWire, finishWire, mayJoin, startWire } from "./wiring";

function pointOf(event: MouseEvent | TouchEvent): { x: number; y: number } {
  const at = "changedTouches" in event ? event.changedTouches[0] : event;
  return { x: at?.clientX ?? 0, y: at?.clientY ?? 0 };
}

/** A wire may be dropped anywhere on a node, not on its port alone. */
function nodeAt({ x, y }: { x: number; y: number }): string | null {
  for (const element of document.elementsFromPoint(x, y)) {
    const id = element.closest(".react-flow__node")?.getAttribute("data-id");
    if (id) return id;
  }
  return null;
}

/** Wires drawn by pointer. */
export function useWires() {
  const flow = useReactFlow();
  const { t } = useTranslation("editor");

  const onConnectStart = useCallback((_: unknown, params: OnConnectStartParams) => {
    if (params.nodeId === null) return;
    startWire(params.nodeId, params.handleType === "target" ? "target" : "source");
  }, []);

  const onConnectEnd = useCallback(
    (event: MouseEvent | TouchEvent, state: FinalConnectionState) => {
      const { wiring } = editorStore.getState();
      const point = pointOf(event);
      const node = state.toNode?.id ?? nodeAt(point);
      if (wiring && node !== null && node !== wiring.from) {
        void finishWire(node).then((joined) => {
          if (joined) announce(t("news.joined", { ...joined }));
        });
        return;
      }
      endWire();
      // A wire that ends in the open asks for the layer that it leads to.
      if (node !== null || wiring?.side !== "source") return;
      const at = flow.screenToFlowPosition(point);
      openFinder({ place: { kind: "after", source: wiring.from, at }, ...onScreen(point) });
    },
    [flow, t],
  );

  const isValidConnection = useCallback((wire: Connection | { source: string; target: string }) => {
    const { wiring } = editorStore.getState();
    return mayJoin(wiring?.side === "target" ? wire.source : wire.target);
  }, []);

  return { onConnectStart, onConnectEnd, isValidConnection };
}

/** From the window's pixels to the canvas's. */
export function onScreen(point: { x: number; y: number }): { x: number; y: number } {
  const canvas = document.querySelector(".react-flow")?.getBoundingClientRect();
  return { x: point.x - (canvas?.left ?? 0), y: point.y - (canvas?.top ?? 0) };
}

import type { Connection, FinalConnectionState, OnConnectStartParams } from "@xyflow/react";
import { useReactFlow } from "@xyflow/react";
import { useCallback } from "react";
import { useTranslation } from "react-i18next";
import { editorStore, holdWire, mayJoin, openFinder } from "../editorStore";

/** What judges and joins wires comes with the first that is drawn. */
const wiring = () => import("./wiring");

function pointOf(event: MouseEvent | TouchEvent): { x: number; y: number } {
  const at = "changedTouches" in event ? event.changedTouches[0] : event;
  return { x: at?.clientX ?? 0, y: at?.clientY ?? 0 };
}

type Ends = Pick<Connection, "source" | "target"> & Partial<Connection>;

/** Wires drawn by pointer. */
export function useWires() {
  const flow = useReactFlow();
  const { t } = useTranslation("editor");

  const onConnectStart = useCallback((_: unknown, params: OnConnectStartParams) => {
    const { nodeId: node, handleId: port, handleType } = params;
    if (node === null || port === null || handleType === null) return;
    holdWire({ node, port }, handleType);
    void wiring().then(({ ask }) => ask());
  }, []);

  const onConnectEnd = useCallback(
    (event: MouseEvent | TouchEvent, over: FinalConnectionState) => {
      const point = pointOf(event);
      void wiring().then(({ letGo }) => {
        const source = letGo(point, over, t);
        if (source === null) return;
        // A wire that ends in the open asks for the layer that it leads to.
        const at = flow.screenToFlowPosition(point);
        openFinder({ place: { kind: "after", source, at }, ...onScreen(point) });
      });
    },
    [flow, t],
  );

  const isValidConnection = useCallback(
    ({ source, sourceHandle, target, targetHandle }: Ends) =>
      editorStore.getState().wiring?.end === "target"
        ? mayJoin({ node: source, port: sourceHandle ?? "" })
        : mayJoin({ node: target, port: targetHandle ?? "" }),
    [],
  );

  return { onConnectStart, onConnectEnd, isValidConnection };
}

/** From the window's pixels to the canvas's. */
export function onScreen(point: { x: number; y: number }): { x: number; y: number } {
  const canvas = document.querySelector(".react-flow")?.getBoundingClientRect();
  return { x: point.x - (canvas?.left ?? 0), y: point.y - (canvas?.top ?? 0) };
}

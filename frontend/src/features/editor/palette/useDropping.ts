import { useReactFlow } from "@xyflow/react";
import { type DragEvent, useCallback } from "react";
import { useTranslation } from "react-i18next";
import { currentSheet } from "@/graph/documentStore";
import { nameOf } from "@/graph/sheet";
import type { Edge } from "@/graph/types";
import { edgeId } from "@/graph/types";
import { announce, editorStore } from "../editorStore";
import { isKept } from "./kept";

const KIND = "application/x-layerlab-kind";

/** What a dragged palette entry carries. */
export function carryKind(event: DragEvent, kind: string): void {
  event.dataTransfer.setData(KIND, kind);
  event.dataTransfer.effectAllowed = "copy";
}

function wireAt(event: DragEvent): Edge | null {
  const { edges } = currentSheet();
  for (const element of document.elementsFromPoint(event.clientX, event.clientY)) {
    const id = element.closest(".react-flow__edge")?.getAttribute("data-id");
    const wire = edges.find((edge) => edgeId(edge) === id);
    if (wire) return wire;
  }
  return null;
}

/** Layers dragged from the palette: onto a wire they go into it. */
export function useDropping(readOnly: boolean) {
  const flow = useReactFlow();
  const { t } = useTranslation("editor");

  const onDragOver = useCallback(
    (event: DragEvent) => {
      if (readOnly || !event.dataTransfer.types.includes(KIND)) return;
      event.preventDefault();
      event.dataTransfer.dropEffect = "copy";
      const wire = wireAt(event);
      const dropWire = wire && edgeId(wire);
      if (editorStore.getState().dropWire !== dropWire) editorStore.setState({ dropWire });
    },
    [readOnly],
  );

  const onDragLeave = useCallback(() => editorStore.setState({ dropWire: null }), []);

  const onDrop = useCallback(
    (event: DragEvent) => {
      const kind = event.dataTransfer.getData(KIND);
      editorStore.setState({ dropWire: null });
      if (readOnly || kind === "") return;
      event.preventDefault();
      const at = flow.screenToFlowPosition({ x: event.clientX, y: event.clientY });
      const wire = wireAt(event);
      const place = wire ? ({ kind: "wire", wire, at } as const) : ({ kind: "free", at } as const);
      if (isKept(kind))
        void import("../blocks/own").then(({ insertKept }) => insertKept(kind, place, at));
      else
        void import("./inserting").then(({ insertLayer }) =>
          announce(t("news.inserted", { id: nameOf(insertLayer(kind, place, at)) })),
        );
    },
    [flow, readOnly, t],
  );
  return { onDragOver, onDragLeave, onDrop };
}

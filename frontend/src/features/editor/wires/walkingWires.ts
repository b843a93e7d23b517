/** Wires chosen by key: Shift W takes a wire of the node, up and down the next one, left and right its ends. */
import type { ReactFlowInstance } from "@xyflow/react";
import type { useTranslation } from "react-i18next";
import { documentStore, currentSheet as network } from "@/graph/documentStore";
import { wireText } from "@/graph/ports";
import type { Edge } from "@/graph/types";
import { edgeId } from "@/graph/types";
import { type Direction, readingOrder } from "@/graph/walk";
import { focusNode } from "../canvas/focusing";
import { announce } from "../editorStore";

type Say = ReturnType<typeof useTranslation<"editor">>["t"];

function choose(wire: Edge, say: Say): void {
  documentStore.getState().select([], { wires: [edgeId(wire)] });
  announce(say("news.wire", wireText(network(), wire)));
}

export function chooseWireOf(node: string, say: Say): void {
  const { edges } = network();
  const wire =
    edges.find(({ source }) => source === node) ?? edges.find(({ target }) => target === node);
  if (wire) choose(wire, say);
}

/** The wires in the order in which their sources are read. */
function inOrder(): Edge[] {
  const place = new Map(readingOrder(network()).map((id, index) => [id, index]));
  const at = (id: string) => place.get(id) ?? 0;
  return network().edges.toSorted(
    (one, other) => at(one.source) - at(other.source) || at(one.target) - at(other.target),
  );
}

export function walkWires(
  direction: Direction,
  flow: Pick<ReactFlowInstance, "getNode" | "getViewport" | "setCenter">,
  say: Say,
): void {
  const [chosen] = documentStore.getState().selectedWires;
  const wires = inOrder();
  const at = wires.findIndex((wire) => edgeId(wire) === chosen);
  const wire = wires[at];
  if (!wire) return;
  if (direction === "left") focusNode(wire.source, flow);
  else if (direction === "right") focusNode(wire.target, flow);
  else {
    const next = wires[(at + (direction === "down" ? 1 : -1) + wires.length) % wires.length];
    if (next) choose(next, say);
  }
}

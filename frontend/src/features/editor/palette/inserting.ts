/** Where a new layer goes, and making room for it. */

import { checkStore } from "@/graph/checkStore";
import { currentSheet, documentStore } from "@/graph/documentStore";
import { roomIn, startAt } from "@/graph/framing";
import { firstPort, givesWires, type PortRef, takesWires, wireBetween } from "@/graph/ports";
import { partOf, startOf, startOfPath, together } from "@/graph/sheet";
import type { Edge, Network, Position } from "@/graph/types";
import { drawnOpen } from "../blocks/drawnOpen";
import type { NewLayerPlace } from "../editorStore";
import { boxesOf, isNeat, keepApart } from "../wires/neatness";

const currentBoxes = () => boxesOf(documentStore.getState(), checkStore.getState());

function middleOf(wire: Edge): Position {
  const { nodes } = currentSheet();
  const [source, target] = [nodes[wire.source]?.position, nodes[wire.target]?.position];
  if (!source || !target) return { x: 0, y: 0 };
  return { x: Math.max(source.x, target.x), y: target.y };
}

const ROW = 60;
const ROOM = 64;

/** Pushes what stands right of a place along, as far as the new node is wide. */
export function makeRoom(added: string, at: Position): void {
  const network = currentSheet();
  const width = (currentBoxes().get(added)?.width ?? 116) + ROOM;
  const moved = Object.entries(network.nodes).flatMap(([id, { position }]) =>
    id !== added && together(id, added) && Math.abs(position.y - at.y) < ROW && position.x >= at.x
      ? [[id, { x: position.x + width, y: position.y }] as const]
      : [],
  );
  documentStore.getState().move({ ...Object.fromEntries(moved), [added]: at }, true);
  keepApart();
}

function insertOnWire(kind: string, wire: Edge): string {
  const neat = isNeat(wire.source);
  const at = middleOf(wire);
  const id = documentStore.getState().insertOnWire(kind, wire, at);
  // A neat network is laid out anew once the new shapes are known.
  if (!neat) makeRoom(id, at);
  return id;
}

function insertAfter(kind: string, source: PortRef, at: Position | null): string {
  const network = currentSheet();
  const before = network.nodes[source.node]?.position ?? { x: 0, y: 0 };
  const width = currentBoxes().get(source.node)?.width ?? 116;
  const { drawn } = drawnOpen.getState();
  const open = at === null || drawn === null ? at : drawn.placeIn(at).at;
  const place = open ?? { x: before.x + width + ROOM, y: before.y };
  const id = documentStore.getState().insert(kind, place, startOfPath(source.node));
  const target = { node: id, port: firstPort(kind, "target") };
  documentStore.getState().connect(wireBetween(source, target), true);
  keepApart();
  return id;
}

/** A layer of this kind at a place; without one, behind what is selected, else where there is room. */
export function insertLayer(kind: string, place: NewLayerPlace | null, middle: Position): string {
  const target = place ?? placeBySelection(kind, middle);
  if (target.kind === "wire") return insertOnWire(kind, target.wire);
  if (target.kind === "after") return insertAfter(kind, target.source, place ? target.at : null);
  return insertFree(kind, target.at, place !== null);
}

/** Below the middle of a part, where there is room. */
function middleOfPart(start: string): Position {
  const { nodes } = partOf(currentSheet(), start);
  const places = Object.values(nodes).map(({ position }) => position);
  if (places.length === 0) return { x: 0, y: 0 };
  const xs = places.map(({ x }) => x);
  const middle = (Math.min(...xs) + Math.max(...xs)) / 2;
  return { x: middle, y: Math.max(...places.map(({ y }) => y)) + 160 };
}

/** Into the network in whose frame it is dropped, or the nearest; by key into the one that is spoken of, within its frame. */
function insertFree(kind: string, at: Position, dropped: boolean): string {
  const lying = documentStore.getState();
  const boxes = currentBoxes();
  const spoken = startOf(lying, lying.role);
  const { drawn } = drawnOpen.getState();
  if (drawn !== null) {
    // A block is open in its network: what is dropped in its frame goes into it, and so does what is put in by key.
    const to = dropped ? drawn.placeIn(at) : { start: spoken, at: middleOfPart(spoken) };
    return lying.insert(kind, to.at, to.start);
  }
  const own = (dropped ? startAt(lying, at, boxes) : undefined) ?? spoken;
  const id = lying.insert(kind, dropped ? at : roomIn(lying, own, at, boxes), own);
  keepApart();
  return id;
}

/** Behind the one selected node: into its wire, or at its end. With none selected, before the answer. Ends of the network go to a free place. */
export function placeBySelection(kind: string, middle: Position): NewLayerPlace {
  const { selection } = documentStore.getState();
  const network = currentSheet();
  const [source] = selection;
  const node = source === undefined ? undefined : network.nodes[source];
  const free: NewLayerPlace = { kind: "free", at: middle };
  if (selection.length > 1 || !takesWires(kind)) return free;
  if (source === undefined || !node || !givesWires(node.layer.kind)) {
    const start = startOf(documentStore.getState(), documentStore.getState().role);
    const [answer, ...others] = wiresToOutputs(partOf(network, start));
    const before = answer !== undefined && others.length === 0 && givesWires(kind);
    return before ? { kind: "wire", wire: answer, at: middle } : free;
  }
  const wires = network.edges.filter((edge) => edge.source === source);
  const [wire] = wires;
  if (wires.length === 1 && wire && givesWires(kind)) return { kind: "wire", wire, at: middle };
  const port = firstPort(node.layer.kind, "source");
  return wires.length === 0 ? { kind: "after", source: { node: source, port }, at: middle } : free;
}

function wiresToOutputs({ nodes, edges }: Network): Edge[] {
  return edges.filter(({ target }) => {
    const kind = nodes[target]?.layer.kind;
    return kind !== undefined && !givesWires(kind);
  });
}

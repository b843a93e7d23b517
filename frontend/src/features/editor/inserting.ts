/** Where a new layer goes, and making room for it. */

import { layerSpec } from "@/graph/catalogue";
import { checkStore, outputShape } from "@/graph/checkStore";
import { documentStore } from "@/graph/documentStore";
import { networkOf } from "@/graph/experiment";
import { boxes, type NodeBox } from "@/graph/geometry";
import { autoLayout, isTidy } from "@/graph/layout";
import type { Edge, Network, Position, Shape } from "@/graph/types";
import { edgeId } from "@/graph/types";
import { editorStore, type Place } from "./editorStore";
import { changesShape } from "./flow";

function currentNetwork(): Network {
  const { document, role } = documentStore.getState();
  return networkOf(document, role);
}

export function currentBoxes(network: Network): Map<string, NodeBox> {
  const { role } = documentStore.getState();
  const known = checkStore.getState();
  const shape = (id: string): Shape | null =>
    outputShape(known, role, id) ?? known.answer?.networks[role]?.nodes[id]?.inputs[0] ?? null;
  return boxes(network, shape, editorStore.getState().openedBeads);
}

/** Where auto layout would put everything, with the shapes as they are known now. */
export function laidOut(network: Network): Record<string, Position> {
  const nodes = checkStore.getState().answer?.networks[documentStore.getState().role]?.nodes;
  return autoLayout(network, currentBoxes(network), (id) => {
    const layer = network.nodes[id]?.layer;
    // A layer that was not checked yet most likely changes the shape.
    return layer !== undefined && (!nodes?.[id] || changesShape({ layer, report: nodes[id] }));
  });
}

export function tidy(): void {
  documentStore.getState().move(laidOut(currentNetwork()));
}

/** True where nothing was moved by hand: such a network is laid out anew after an edit. */
function wasTidy(): boolean {
  const network = currentNetwork();
  return isTidy(network, laidOut(network));
}

/** Lays out again once the shapes of the edited network are known; belongs to the edit. */
function tidyWhenChecked(): void {
  const about = documentStore.getState().document;
  const settle = () => {
    if (documentStore.getState().document !== about) return true;
    if (checkStore.getState().about !== about) return false;
    documentStore.getState().move(laidOut(currentNetwork()), true);
    return true;
  };
  if (settle()) return;
  const stop = checkStore.subscribe(() => settle() && stop());
}

function middleOf(wire: Edge): Position {
  const { nodes } = currentNetwork();
  const [source, target] = [nodes[wire.source]?.position, nodes[wire.target]?.position];
  if (!source || !target) return { x: 0, y: 0 };
  return { x: Math.max(source.x, target.x), y: target.y };
}

const ROW = 60;
const ROOM = 64;

/** Pushes what stands right of a place along, as far as the new node is wide. */
function makeRoom(added: string, at: Position): void {
  const network = currentNetwork();
  const width = (currentBoxes(network).get(added)?.width ?? 116) + ROOM;
  const moved = Object.entries(network.nodes).flatMap(([id, { position }]) =>
    id !== added && Math.abs(position.y - at.y) < ROW && position.x >= at.x
      ? [[id, { x: position.x + width, y: position.y }] as const]
      : [],
  );
  documentStore.getState().move({ ...Object.fromEntries(moved), [added]: at }, true);
}

function insertOnWire(kind: string, wire: Edge): string {
  const neat = wasTidy();
  const at = middleOf(wire);
  const id = documentStore.getState().insertOnWire(kind, wire, at);
  if (neat) tidyWhenChecked();
  else makeRoom(id, at);
  return id;
}

function insertAfter(kind: string, source: string, at: Position | null): string {
  const network = currentNetwork();
  const before = network.nodes[source]?.position ?? { x: 0, y: 0 };
  const width = currentBoxes(network).get(source)?.width ?? 116;
  const place = at ?? { x: before.x + width + ROOM, y: before.y };
  const neat = at === null && wasTidy();
  const id = documentStore.getState().insert(kind, place);
  documentStore.getState().connect({ source, target: id }, true);
  if (neat) tidyWhenChecked();
  return id;
}

/** A layer of this kind at a place; without one, behind what is selected, else where there is room. */
export function insertLayer(kind: string, place: Place | null, middle: Position): string {
  const target = place ?? placeBySelection(kind, middle);
  if (target.kind === "wire") return insertOnWire(kind, target.wire);
  if (target.kind === "after") return insertAfter(kind, target.source, place ? target.at : null);
  return documentStore.getState().insert(kind, target.at);
}

/** Behind the one selected node: into its wire, or at its end. Ends of the network go to a free place. */
export function placeBySelection(kind: string, middle: Position): Place {
  const { selection } = documentStore.getState();
  const network = currentNetwork();
  const [source] = selection;
  const spec = layerSpec(kind);
  const node = source === undefined ? undefined : network.nodes[source];
  const free: Place = { kind: "free", at: middle };
  if (selection.length !== 1 || source === undefined || !node || !spec.has_input) return free;
  const wires = network.edges.filter((edge) => edge.source === source);
  const [wire] = wires;
  if (wires.length === 1 && wire && spec.has_output) return { kind: "wire", wire, at: middle };
  if (wires.length === 0 && layerSpec(node.layer.kind).has_output) {
    return { kind: "after", source, at: middle };
  }
  return free;
}

/** Deletes what is selected; a neat network closes its ranks. */
export function removeSelected(): number {
  const { selection, selectedWires } = documentStore.getState();
  if (selection.length === 0 && selectedWires.length === 0) return 0;
  const network = currentNetwork();
  const wires = network.edges.filter((edge) => selectedWires.includes(edgeId(edge)));
  const neat = selection.length > 0 && wasTidy();
  documentStore.getState().remove(selection, wires);
  if (neat) tidyWhenChecked();
  return selection.length;
}

export function duplicateSelected(): void {
  const { selection } = documentStore.getState();
  if (selection.length > 0) pasteNear(selection);
}

function pasteNear(ids: readonly string[]): void {
  const network = currentNetwork();
  const chosen = new Set(ids);
  const nodes = Object.fromEntries(Object.entries(network.nodes).filter(([id]) => chosen.has(id)));
  const edges = network.edges.filter((edge) => chosen.has(edge.source) && chosen.has(edge.target));
  documentStore.getState().paste({ nodes, edges }, { x: 40, y: 40 });
}

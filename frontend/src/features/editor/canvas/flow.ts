/** From the document and its check to what React Flow draws. What did not change stays the same object. */
import {
  type Edge as FlowEdge,
  type Node as FlowNode,
  type NodeHandle,
  Position,
} from "@xyflow/react";
import { boundFields, layerHere, usedAt } from "@/graph/blocks/opened";
import { drawnAs, type NodeBox, nodeBox } from "@/graph/geometry";
import {
  drawnPort,
  type PortRef,
  placeOf,
  portsOf,
  sourcePort,
  takesWires,
  targetPort,
  type WireEnd,
} from "@/graph/ports";
import type { Bends } from "@/graph/routing";
import {
  type Lying,
  nameOf,
  type Part,
  partsOf,
  pathOf,
  placing,
  startOfPath,
} from "@/graph/sheet";
import type { Edge, Layer, Network, Problem, Value } from "@/graph/types";
import { edgeId } from "@/graph/types";
import { givenTo, outputOf, sameValue } from "@/graph/values";
import { readingOrder } from "@/graph/walk";
import type { CheckedNode } from "@/schema/checked";
import { arrivingAt } from "./footer";

export interface LayerData extends Record<string, unknown> {
  readonly role: string;
  /** Its path in its network, as the server and the run tell of it. */
  readonly name: string;
  /** What it is called where it stands. */
  readonly title: string;
  /** As it is here: what a block's parameters fill is filled. */
  readonly layer: Layer;
  /** What enters or leaves the inside of a block that is open: drawn as a bead. */
  readonly end: boolean;
  /** Of the use of a block: how many there are in a row; 0 of all else. */
  readonly repeat: number;
  /** The parameters of the block around it that fill its fields, by their names. */
  readonly bound: string;
  readonly report: CheckedNode | undefined;
  readonly box: NodeBox;
  /** What leaves it; null while that can't be told. */
  readonly value: Value | null;
  readonly arriving: number;
  /** The first thing wrong here, and how many there are. */
  readonly problem: Problem | null;
  readonly problems: number;
  /** The first node with a problem says what it is; the others when they are pointed at or chosen. */
  readonly leads: boolean;
  /** The run on screen computed something else here. */
  readonly stale: boolean;
  /** It passes on what it is given. */
  readonly off: boolean;
}

export interface WireData extends Record<string, unknown> {
  /** As the document has it. */
  readonly wire: Edge;
  readonly value: Value | null;
  /** The value is new at the source, so its sides are written on the wire. */
  readonly changes: boolean;
  /** It leads into a sum by a shorter way than the main one. */
  readonly skips: boolean;
  /** Where it runs round what stands in its way. */
  readonly bends?: Bends;
}

export type LayerFlowNode = FlowNode<LayerData, "layer">;
export type WireFlowEdge = FlowEdge<WireData, "wire">;

/** All by the names of the sheet. */
export interface Scene {
  readonly lying: Lying;
  readonly network: Network;
  /** What the ends of an inside that is open are called. */
  readonly ends: ReadonlyMap<string, string>;
  readonly reports: Readonly<Record<string, CheckedNode>>;
  /** The newest known value behind every node. */
  readonly outputs: Readonly<Record<string, Value>>;
  readonly problems: readonly Problem[];
  readonly openedBeads: ReadonlySet<string>;
  /** Nodes that compute what the run on screen computes; null when there is no run. */
  readonly unchanged: ReadonlySet<string> | null;
}

const closeTo = (one: object, other: object): boolean => {
  const [a, b] = [Object.entries(one), other as Record<string, unknown>];
  return a.length === Object.keys(b).length && a.every(([key, value]) => value === b[key]);
};

/** Keeps last time's object where the new one says the same. */
export class Kept<Value extends object> {
  private last = new Map<string, Value>();
  private next = new Map<string, Value>();

  keep(id: string, value: Value): Value {
    const old = this.last.get(id);
    const kept = old !== undefined && closeTo(value, old) ? old : value;
    this.next.set(id, kept);
    return kept;
  }

  turn(): void {
    this.last = this.next;
    this.next = new Map();
  }
}

export function layerData(scene: Scene, boxes: Kept<NodeBox>, kept: Kept<LayerData>) {
  const { network, reports, ends } = scene;
  const arriving = arrivingAt(network);
  const wrong = faultsOn(scene);
  const [leading] = wrong.keys();
  const [placed, parts] = [placing(scene.lying), partsByStart(scene.lying)];
  const data = new Map<string, LayerData>();
  for (const [id, node] of Object.entries(network.nodes)) {
    const known = reports[id];
    const newest = scene.outputs[id] ?? null;
    const drawn = drawnAs(id, scene.openedBeads, ends);
    const box = keepBox(boxes, id, nodeBox(id, node, newest, drawn));
    const faults = wrong.get(id) ?? [];
    data.set(
      id,
      kept.keep(id, {
        ...placed(id),
        title: ends.get(id) ?? nameOf(id),
        end: ends.has(id),
        ...standing(scene.lying, parts.get(startOfPath(id)), id, node.layer),
        report: known,
        box,
        value: outputOf(known),
        arriving: arriving.get(id) ?? 0,
        problem: faults[0] ?? null,
        problems: faults.length,
        leads: id === leading,
        stale: scene.unchanged !== null && !scene.unchanged.has(id),
        off: node.off === true,
      }),
    );
  }
  boxes.turn();
  kept.turn();
  return data;
}

/** What is wrong, by where it stands on the sheet: of what is inside of a closed block, at that. */
function faultsOn({ lying, network, problems }: Scene): Map<string, Problem[]> {
  const wrong = new Map<string, Problem[]>();
  for (const problem of problems) {
    const { role, node } = problem.where;
    const id = node === "" ? "" : pathOf(lying, { role, name: node });
    if (Object.hasOwn(network.nodes, id)) wrong.set(id, [...(wrong.get(id) ?? []), problem]);
  }
  return wrong;
}

/** What a layer is where it stands, and what of it comes from the block around it. */
function standing({ document }: Lying, part: Part | undefined, id: string, plain: Layer) {
  if (part === undefined) return { layer: plain, repeat: 0, bound: "" };
  const node = nameOf(id);
  return {
    layer: layerHere(part, node) ?? plain,
    repeat: usedAt(document, part, node)?.repeat ?? 0,
    bound: [...new Set(Object.values(boundFields(part, node)))].join(" "),
  };
}

const partsByStart = (lying: Lying) => new Map(partsOf(lying).map((part) => [part.start, part]));

function keepBox(boxes: Kept<NodeBox>, id: string, box: NodeBox): NodeBox {
  // Tiles are values: equal figures are the same tile.
  const tile = boxTiles.get(JSON.stringify(box.tile)) ?? box.tile;
  boxTiles.set(JSON.stringify(box.tile), tile);
  return boxes.keep(id, { ...box, tile });
}

const boxTiles = new Map<string, NodeBox["tile"]>();

export interface Handling {
  readonly selection: ReadonlySet<string>;
  /** What a node is called by those who read it aloud. */
  readonly role: string;
  readonly label: (id: string, data: LayerData, place: number, all: number) => string;
}

export function flowNodes(
  network: Network,
  data: ReadonlyMap<string, LayerData>,
  handling: Handling,
): LayerFlowNode[] {
  const order = readingOrder(network);
  return order.flatMap((id, index) => {
    const [node, known] = [network.nodes[id], data.get(id)];
    if (!node || !known) return [];
    const { width, height } = known.box;
    const flow: LayerFlowNode = {
      id,
      type: "layer",
      data: known,
      position: { x: node.position.x, y: node.position.y },
      width,
      height,
      // Sizes and ports are known before anything is drawn, so nothing waits to be measured.
      measured: { width, height },
      handles: handlesOf(known),
      selected: handling.selection.has(id),
      // Its sentence lies over whatever stands below.
      zIndex: known.leads ? 1 : 0,
      ariaLabel: handling.label(id, known, index + 1, order.length),
      domAttributes: { "aria-roledescription": handling.role },
    };
    return [flow];
  });
}

const PORT = 7;
const HALF = PORT / 2;

function handlesOf({ layer: { kind }, box }: LayerData): NodeHandle[] {
  const size = { width: PORT, height: PORT };
  const sides = [
    { ...size, type: "target", position: Position.Left, x: -HALF },
    { ...size, type: "source", position: Position.Right, x: box.width - HALF },
  ] as const;
  return sides.flatMap((side) =>
    portsOf(kind, side.type).map((id) => ({
      ...side,
      id,
      y: box.height * placeOf(kind, side.type, id) - HALF,
    })),
  );
}

export function flowEdges(
  network: Network,
  data: ReadonlyMap<string, LayerData>,
  chosen: ReadonlySet<string>,
  kept: Kept<WireData>,
  words: {
    role: string;
    label: (edge: Edge, value: Value | null) => string;
    /** The wires that lead past others into a sum. */
    skips?: ReadonlySet<string> | undefined;
  },
): WireFlowEdge[] {
  const edges = network.edges.map((edge): WireFlowEdge => {
    const id = edgeId(edge);
    const [source, target] = [data.get(edge.source), data.get(edge.target)];
    const value = source?.report?.outputs[sourcePort(edge).port] ?? null;
    const handle = (node: LayerData | undefined, end: WireEnd, { port }: PortRef) =>
      drawnPort(node?.layer.kind ?? "", end, port);
    return {
      id,
      type: "wire",
      source: edge.source,
      target: edge.target,
      sourceHandle: handle(source, "source", sourcePort(edge)),
      targetHandle: handle(target, "target", targetPort(edge)),
      selected: chosen.has(id),
      ariaLabel: words.label(edge, value),
      domAttributes: { "aria-roledescription": words.role },
      data: kept.keep(id, {
        wire: edge,
        value,
        changes: source !== undefined && isNew(value, source),
        skips: words.skips?.has(id) ?? false,
      }),
    };
  });
  kept.turn();
  return edges;
}

/** True where a node gives another value than it takes, and so the wire behind it says which. */
export function changesValue(node: Pick<LayerData, "report" | "layer">): boolean {
  return Object.values(node.report?.outputs ?? {}).some((value) => isNew(value, node));
}

function isNew(
  value: Value | null,
  { layer, report }: Pick<LayerData, "report" | "layer">,
): boolean {
  return value !== null && (!takesWires(layer.kind) || !sameValue(givenTo(report), value));
}

/** Edits of a network: each takes one and gives another, and leaves the first alone. */
import { leaveGroups } from "./annotations";
import { freshId } from "./names";
import type { Edge, FieldValue, GraphNode, Layer, Network, Position } from "./types";
import { edgeId } from "./types";

export function addNode(network: Network, id: string, layer: Layer, at: Position): Network {
  return { ...network, nodes: { ...network.nodes, [id]: { layer, position: rounded(at) } } };
}

/** The node takes the wire's place in its target's order of inputs. */
export function insertOnWire(
  network: Network,
  wire: Edge,
  id: string,
  layer: Layer,
  at: Position,
): Network {
  const added = addNode(network, id, layer, at);
  const edges = added.edges.flatMap((edge) =>
    edgeId(edge) === edgeId(wire)
      ? [
          { source: wire.source, target: id },
          { source: id, target: wire.target },
        ]
      : [edge],
  );
  return { ...added, edges };
}

/** A port that takes one wire gives up the wire that it had. */
export function connect(network: Network, wire: Edge, keepOthers: boolean): Network {
  const known = network.edges.some((edge) => edgeId(edge) === edgeId(wire));
  if (known || wire.source === wire.target) return network;
  const others = keepOthers
    ? network.edges
    : network.edges.filter((edge) => edge.target !== wire.target);
  return { ...network, edges: [...others, wire] };
}

export function disconnect(network: Network, wires: readonly Edge[]): Network {
  const gone = new Set(wires.map(edgeId));
  return { ...network, edges: network.edges.filter((edge) => !gone.has(edgeId(edge))) };
}

/** A node with one wire in and one out leaves a wire behind, so that the chain holds. */
export function removeNodes(network: Network, ids: readonly string[]): Network {
  return leaveGroups(ids.reduce(removeNode, network), ids);
}

function removeNode(network: Network, id: string): Network {
  if (!Object.hasOwn(network.nodes, id)) return network;
  const { [id]: _gone, ...nodes } = network.nodes;
  const into = network.edges.filter((edge) => edge.target === id);
  const out = network.edges.filter((edge) => edge.source === id);
  const [before, after] = [into[0]?.source, out[0]?.target];
  const heals = into.length === 1 && out.length === 1 && before !== undefined;
  const edges = network.edges.flatMap((edge) => {
    if (edge.source === id && heals && edge.target === after && !joined(network, before, after)) {
      return [{ source: before, target: edge.target }];
    }
    return edge.source === id || edge.target === id ? [] : [edge];
  });
  return { ...network, nodes, edges };
}

function joined(network: Network, source: string, target: string): boolean {
  return network.edges.some((edge) => edge.source === source && edge.target === target);
}

export function moveNodes(
  network: Network,
  positions: Readonly<Record<string, Position>>,
): Network {
  const nodes = { ...network.nodes };
  for (const [id, position] of Object.entries(positions)) {
    const node = nodes[id];
    if (node) nodes[id] = { ...node, position: rounded(position) };
  }
  return { ...network, nodes };
}

export function setField(network: Network, id: string, field: string, value: FieldValue): Network {
  const node = network.nodes[id];
  if (!node) return network;
  const changed: GraphNode = { ...node, layer: { ...node.layer, [field]: value } };
  return { ...network, nodes: { ...network.nodes, [id]: changed } };
}

/** Under its new name a node keeps its wires and its place in the order of nodes. */
export function renameNode(network: Network, from: string, to: string): Network {
  if (!Object.hasOwn(network.nodes, from) || Object.hasOwn(network.nodes, to)) return network;
  const named = (id: string) => (id === from ? to : id);
  const nodes = Object.fromEntries(
    Object.entries(network.nodes).map(([id, node]) => [named(id), node]),
  );
  const edges = network.edges.map((edge) => ({
    source: named(edge.source),
    target: named(edge.target),
  }));
  const groups = Object.fromEntries(
    Object.entries(network.groups ?? {}).map(([id, group]) => [
      id,
      { ...group, nodes: group.nodes.map(named) },
    ]),
  );
  return { ...network, nodes, edges, ...(network.groups && { groups }) };
}

/** Nodes and the wires between them, as the clipboard carries them. */
export interface Clip {
  readonly nodes: Network["nodes"];
  readonly edges: readonly Edge[];
}

export function cut(network: Network, ids: readonly string[]): Clip {
  const chosen = new Set(ids.filter((id) => Object.hasOwn(network.nodes, id)));
  return {
    nodes: Object.fromEntries(Object.entries(network.nodes).filter(([id]) => chosen.has(id))),
    edges: network.edges.filter((edge) => chosen.has(edge.source) && chosen.has(edge.target)),
  };
}

/** Pastes under fresh names, moved by `shift`; answers the network and the new names. */
export function paste(network: Network, clip: Clip, shift: Position): [Network, string[]] {
  const taken = new Set(Object.keys(network.nodes));
  const renamed = new Map<string, string>();
  const nodes: Record<string, GraphNode> = { ...network.nodes };
  for (const [id, node] of Object.entries(clip.nodes)) {
    const fresh = freshId(taken, node.layer.kind);
    taken.add(fresh);
    renamed.set(id, fresh);
    const { x, y } = node.position;
    nodes[fresh] = { ...node, position: rounded({ x: x + shift.x, y: y + shift.y }) };
  }
  const edges = clip.edges.flatMap(({ source, target }) => {
    const [from, to] = [renamed.get(source), renamed.get(target)];
    return from !== undefined && to !== undefined ? [{ source: from, target: to }] : [];
  });
  return [{ ...network, nodes, edges: [...network.edges, ...edges] }, [...renamed.values()]];
}

/** Half pixels are enough for a place, and keep saved documents short. */
function rounded({ x, y }: Position): Position {
  return { x: Math.round(x * 2) / 2, y: Math.round(y * 2) / 2 };
}

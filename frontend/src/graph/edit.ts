/** Edits of a network: each takes one and gives another, and leaves the first alone. */
import { joinGroup, leaveGroups } from "./annotations";
import type { Blocks } from "./blocks/definitions";
import { withField } from "./catalogue";
import { readItem } from "./items";
import { firstPort, samePort, sourcePort, targetPort, wireBetween } from "./ports";
import type { Edge, FieldValue, GraphNode, Layer, Network, Position } from "./types";
import { edgeId } from "./types";

export function addNode(network: Network, id: string, layer: Layer, at: Position): Network {
  return { ...network, nodes: { ...network.nodes, [id]: { layer, position: rounded(at) } } };
}

/** The node takes the wire's place in its target's order of inputs, and joins the group that the wire runs in. */
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
          wireBetween(sourcePort(wire), { node: id, port: firstPort(layer.kind, "target") }),
          wireBetween({ node: id, port: firstPort(layer.kind, "source") }, targetPort(wire)),
        ]
      : [edge],
  );
  return joinGroup({ ...added, edges }, id, [wire.source, wire.target]);
}

/** A port that takes one wire gives up the wire that it had. */
export function connect(network: Network, wire: Edge, keepOthers: boolean): Network {
  const known = network.edges.some((edge) => edgeId(edge) === edgeId(wire));
  if (known || wire.source === wire.target) return network;
  const others = keepOthers
    ? network.edges
    : network.edges.filter((edge) => !samePort(targetPort(edge), targetPort(wire)));
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
  const [before, after] = [into[0], out[0]];
  const healed =
    before && after && into.length === 1 && out.length === 1
      ? wireBetween(sourcePort(before), targetPort(after))
      : undefined;
  const heals =
    healed !== undefined && !network.edges.some((edge) => edgeId(edge) === edgeId(healed));
  const edges = network.edges.flatMap((edge) => {
    if (edge === after && heals) return [healed];
    return edge.source === id || edge.target === id ? [] : [edge];
  });
  return { ...network, nodes, edges };
}

/** Layers and comments to new places, by their names on the canvas. */
export function moveItems(
  network: Network,
  positions: Readonly<Record<string, Position>>,
): Network {
  const nodes = { ...network.nodes };
  const comments = { ...network.comments };
  const moved = new Set<string>();
  for (const [item, position] of Object.entries(positions)) {
    const { kind, id } = readItem(item);
    const [node, comment] = [nodes[id], comments[id]];
    if (kind === "layer" && node) nodes[id] = { ...node, position: rounded(position) };
    if (kind === "comment" && comment) comments[id] = { ...comment, position: rounded(position) };
    moved.add(kind);
  }
  return {
    ...network,
    ...(moved.has("layer") && { nodes }),
    ...(moved.has("comment") && { comments }),
  };
}

export function setField(network: Network, id: string, field: string, value: FieldValue): Network {
  const node = network.nodes[id];
  if (!node) return network;
  const changed: GraphNode = { ...node, layer: withField(node.layer, field, value) };
  return { ...network, nodes: { ...network.nodes, [id]: changed } };
}

/** Under its new name a node keeps its wires and its place in the order of nodes. */
export function renameNode(network: Network, from: string, to: string): Network {
  if (!Object.hasOwn(network.nodes, from) || Object.hasOwn(network.nodes, to)) return network;
  const named = (id: string) => (id === from ? to : id);
  const nodes = Object.fromEntries(
    Object.entries(network.nodes).map(([id, node]) => [named(id), node]),
  );
  const edges = network.edges.map((edge) =>
    edge.source === from || edge.target === from
      ? { ...edge, source: named(edge.source), target: named(edge.target) }
      : edge,
  );
  const groups = Object.fromEntries(
    Object.entries(network.groups ?? {}).map(([id, group]) => [
      id,
      group.nodes.includes(from) ? { ...group, nodes: group.nodes.map(named) } : group,
    ]),
  );
  return { ...network, nodes, edges, ...(network.groups && { groups }) };
}

/** Nodes with the wires between them, groups that are whole, comments, and the blocks that are used, as the clipboard carries them. */
export interface Clip extends Network {
  readonly blocks?: Blocks;
}

/** A network into which a clip was pasted, and the new names of layers and of comments. */
export interface Pasted {
  readonly network: Network;
  readonly nodes: readonly string[];
  readonly comments: readonly string[];
}

export function cut(
  network: Network,
  ids: readonly string[],
  commentIds: readonly string[] = [],
): Network {
  const chosen = new Set(ids.filter((id) => Object.hasOwn(network.nodes, id)));
  const notes = new Set(commentIds);
  const groups = Object.entries(network.groups ?? {}).filter(
    ([, { nodes }]) => nodes.length > 0 && nodes.every((id) => chosen.has(id)),
  );
  const comments = Object.entries(network.comments ?? {}).filter(([id]) => notes.has(id));
  return {
    nodes: Object.fromEntries(Object.entries(network.nodes).filter(([id]) => chosen.has(id))),
    edges: network.edges.filter((edge) => chosen.has(edge.source) && chosen.has(edge.target)),
    ...(comments.length > 0 && { comments: Object.fromEntries(comments) }),
    ...(groups.length > 0 && { groups: Object.fromEntries(groups) }),
  };
}

/** Half pixels are enough for a place, and keep saved documents short. */
export function rounded({ x, y }: Position): Position {
  return { x: Math.round(x * 2) / 2, y: Math.round(y * 2) / 2 };
}

/** Layers and comments back from text on the system's clipboard, and into a network. */
import { pasteAnnotations } from "./annotating";
import { CLIP_FORMAT } from "./clipText";
import { type Clip, type Pasted, rounded } from "./edit";
import { freshId, isNodeId } from "./names";
import { nameOf } from "./sheet";
import { type Block, type GraphNode, type Network, type Position, TINTS } from "./types";

const WIRE_KEYS = new Set(["source", "target", "source_port", "target_port"]);

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

/** Whatever else lies on the clipboard is not ours, and gives null. */
export function textToClip(text: string, knownKinds: ReadonlySet<string>): Clip | null {
  let read: unknown;
  try {
    read = JSON.parse(text);
  } catch {
    return null;
  }
  if (!isRecord(read) || read.format !== CLIP_FORMAT) return null;
  const network = textToNetwork(read, knownKinds);
  if (network === null) return null;
  const { nodes, comments = {} } = network;
  if (Object.keys(nodes).length + Object.keys(comments).length === 0) return null;
  const blocks = entriesOf(read.blocks).flatMap(([name, block]) => {
    const known = isNodeId(name) ? textToBlock(block, knownKinds) : null;
    return known === null ? [] : [[name, known] as const];
  });
  return { ...network, ...(blocks.length > 0 && { blocks: Object.fromEntries(blocks) }) };
}

function textToNetwork(read: unknown, knownKinds: ReadonlySet<string>): Network | null {
  if (!isRecord(read) || !isRecord(read.nodes)) return null;
  const nodes = Object.entries(read.nodes).filter(([id, node]) => isNode(id, node, knownKinds));
  const names = new Set(nodes.map(([id]) => id));
  const edges = (Array.isArray(read.edges) ? read.edges : []).filter((edge) => isWire(edge, names));
  const comments = entriesOf(read.comments).filter(([, comment]) => isComment(comment));
  return {
    nodes: Object.fromEntries(nodes) as Clip["nodes"],
    edges: edges as Clip["edges"],
    comments: Object.fromEntries(comments) as NonNullable<Clip["comments"]>,
    groups: Object.fromEntries(
      entriesOf(read.groups).filter(([, group]) => isGroup(group)),
    ) as NonNullable<Clip["groups"]>,
  };
}

function textToBlock(read: unknown, knownKinds: ReadonlySet<string>): Block | null {
  const network = isRecord(read) ? textToNetwork(read.network, knownKinds) : null;
  if (!isRecord(read) || network === null) return null;
  const kept = (all: unknown, isRight: (value: unknown) => boolean) =>
    Object.fromEntries(entriesOf(all).filter(([, value]) => isRight(value)));
  return {
    network,
    parameters: kept(read.parameters, Number.isSafeInteger) as Block["parameters"],
    bindings: kept(read.bindings, (value) => typeof value === "string") as Block["bindings"],
  };
}

const entriesOf = (value: unknown): [string, unknown][] =>
  isRecord(value) ? Object.entries(value) : [];

const isPlace = (value: unknown): boolean =>
  isRecord(value) && Number.isFinite(value.x) && Number.isFinite(value.y);

function isNode(id: string, node: unknown, knownKinds: ReadonlySet<string>): boolean {
  // What was copied from a sheet of several networks goes by its paths.
  if (!isNodeId(nameOf(id)) || !isRecord(node) || !isRecord(node.layer)) return false;
  return isPlace(node.position) && knownKinds.has(String(node.layer.kind));
}

function isWire(wire: unknown, nodes: ReadonlySet<string>): boolean {
  if (!isRecord(wire) || Object.keys(wire).some((key) => !WIRE_KEYS.has(key))) return false;
  const { source, target, ...ports } = wire;
  if (!nodes.has(String(source)) || !nodes.has(String(target))) return false;
  return Object.values(ports).every((port) => typeof port === "string" && isNodeId(port));
}

function isComment(comment: unknown): boolean {
  if (!isRecord(comment) || typeof comment.text !== "string" || !isPlace(comment.position)) {
    return false;
  }
  const { width, height, colour } = comment;
  return Number.isFinite(width) && Number.isFinite(height) && TINTS.some((tint) => tint === colour);
}

function isGroup(group: unknown): boolean {
  return isRecord(group) && typeof group.title === "string" && Array.isArray(group.nodes);
}

/** Pastes under fresh names, moved by `shift`; `startFor` says how those of the network begin into which a thing goes. */
export function paste(
  network: Network,
  clip: Clip,
  shift: Position,
  startFor: (id: string) => string = () => "",
): Pasted {
  const taken = new Set(Object.keys(network.nodes));
  const renamed = new Map<string, string>();
  const nodes: Record<string, GraphNode> = { ...network.nodes };
  const moved = ({ x, y }: Position) => rounded({ x: x + shift.x, y: y + shift.y });
  for (const [id, node] of Object.entries(clip.nodes)) {
    const { kind, block } = node.layer;
    const fresh = freshId(taken, kind === "block" ? String(block) : kind, startFor(id));
    taken.add(fresh);
    renamed.set(id, fresh);
    nodes[fresh] = { ...node, position: moved(node.position) };
  }
  const edges = clip.edges.flatMap((edge) => {
    const [source, target] = [renamed.get(edge.source), renamed.get(edge.target)];
    return source !== undefined && target !== undefined ? [{ ...edge, source, target }] : [];
  });
  const pasted = { ...network, nodes, edges: [...network.edges, ...edges] };
  const [whole, comments] = pasteAnnotations(pasted, clip, renamed, moved, startFor);
  return { network: whole, nodes: [...renamed.values()], comments };
}

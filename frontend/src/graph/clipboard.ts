/** Nodes as text on the system's clipboard, so that they can be pasted in another tab. */
import type { Clip } from "./edit";
import { isNodeId } from "./names";

const FORMAT = "layerlab/nodes";

export function clipToText(clip: Clip): string {
  return JSON.stringify({ format: FORMAT, ...clip });
}

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
  if (!isRecord(read) || read.format !== FORMAT || !isRecord(read.nodes)) return null;
  const nodes = Object.entries(read.nodes).filter(([id, node]) => isNode(id, node, knownKinds));
  const names = new Set(nodes.map(([id]) => id));
  const edges = (Array.isArray(read.edges) ? read.edges : []).filter(
    (edge) => isRecord(edge) && names.has(String(edge.source)) && names.has(String(edge.target)),
  );
  if (nodes.length === 0) return null;
  return { nodes: Object.fromEntries(nodes) as Clip["nodes"], edges: edges as Clip["edges"] };
}

function isNode(id: string, node: unknown, knownKinds: ReadonlySet<string>): boolean {
  if (!isNodeId(id) || !isRecord(node) || !isRecord(node.layer) || !isRecord(node.position)) {
    return false;
  }
  const { x, y } = node.position;
  return Number.isFinite(x) && Number.isFinite(y) && knownKinds.has(String(node.layer.kind));
}

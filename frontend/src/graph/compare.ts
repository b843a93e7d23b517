/** What is the same in two documents: tiles of a run belong to unchanged nodes only. */
import { topological } from "./order";
import { targetPort } from "./ports";
import { type Edge, edgeId, type Layer, type Network } from "./types";

export function sameLayer(one: Layer, other: Layer): boolean {
  if (one === other) return true;
  const fields = new Set([...Object.keys(one), ...Object.keys(other)]);
  return [...fields].every((field) => JSON.stringify(one[field]) === JSON.stringify(other[field]));
}

/** How fast a layer learns changes nothing of what it computes. */
const computes = ({ rate: _rate, ...layer }: Layer): Layer => layer;

/** The wires into each node: those of one port in the order of the document, the ports by name. */
function feeding({ edges }: Network): Map<string, Edge[]> {
  const into = new Map<string, Edge[]>();
  for (const edge of edges) into.set(edge.target, [...(into.get(edge.target) ?? []), edge]);
  for (const [id, wires] of into) {
    into.set(
      id,
      wires.toSorted((one, other) => targetPort(one).port.localeCompare(targetPort(other).port)),
    );
  }
  return into;
}

/** The nodes whose layer and everything before it are as they were in the snapshot. */
export function unchangedNodes(
  network: Network,
  snapshot: Network,
  alike: (one: Layer, other: Layer) => boolean = sameLayer,
): ReadonlySet<string> {
  const [now, then] = [feeding(network), feeding(snapshot)];
  const same = new Set<string>();
  for (const id of topological(network)) {
    const [node, old] = [network.nodes[id], snapshot.nodes[id]];
    if (!node || !old || !alike(computes(node.layer), computes(old.layer))) continue;
    const [wires, before] = [now.get(id) ?? [], then.get(id) ?? []];
    const wired = wires.map(edgeId).join(" ") === before.map(edgeId).join(" ");
    if (wired && wires.every(({ source }) => same.has(source))) same.add(id);
  }
  return same;
}

/** True when both compute the same: places on the canvas are free to differ. */
export function sameNetwork(network: Network, snapshot: Network): boolean {
  if (network === snapshot) return true;
  const count = Object.keys(network.nodes).length;
  return (
    count === Object.keys(snapshot.nodes).length &&
    network.edges.length === snapshot.edges.length &&
    unchangedNodes(network, snapshot).size === count
  );
}

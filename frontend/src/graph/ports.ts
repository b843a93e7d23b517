/** Where wires leave and reach layers: the ports that a kind declares, and the ends of a wire by name. */
import { layerSpec } from "./catalogue";
import { nameOf } from "./sheet";
import type { Edge, Network } from "./types";

/** The end of a wire: where it begins, or where it ends. */
export type WireEnd = "source" | "target";

export const otherEnd = (end: WireEnd): WireEnd => (end === "source" ? "target" : "source");

/** One port of one node. */
export interface PortRef {
  readonly node: string;
  readonly port: string;
}

/** The port of a wire that names none. */
const USUAL = { source: "out", target: "in" } as const;

/** The names of the ports at which wires of a kind of layer begin, or end. */
export function portsOf(kind: string, end: WireEnd): readonly string[] {
  const { inputs, outputs } = layerSpec(kind);
  return end === "source" ? outputs : inputs.map(({ name }) => name);
}

export const takesWires = (kind: string): boolean => layerSpec(kind).inputs.length > 0;
export const givesWires = (kind: string): boolean => layerSpec(kind).outputs.length > 0;

/** Whether a port takes several wires; the usual one where a kind does not have it. */
export function takesMany(kind: string, port: string): boolean {
  const { inputs } = layerSpec(kind);
  return (inputs.find(({ name }) => name === port) ?? inputs[0])?.many ?? false;
}

/** The port that is meant where nobody chose one: a layer's first, or the usual one where it has none. */
export const firstPort = (kind: string, end: WireEnd): string =>
  portsOf(kind, end)[0] ?? USUAL[end];

export const sourcePort = ({ source, source_port = USUAL.source }: Edge): PortRef => ({
  node: source,
  port: source_port,
});

export const targetPort = ({ target, target_port = USUAL.target }: Edge): PortRef => ({
  node: target,
  port: target_port,
});

export const samePort = (one: PortRef, other: PortRef): boolean =>
  one.node === other.node && one.port === other.port;

/** A wire as documents keep it: the usual ports are not written down. */
export function wireBetween(from: PortRef, to: PortRef): Edge {
  return {
    source: from.node,
    target: to.node,
    ...(from.port !== USUAL.source && { source_port: from.port }),
    ...(to.port !== USUAL.target && { target_port: to.port }),
  };
}

/** The port at which a wire is drawn: the first where the layer has none of that name. */
export function drawnPort(kind: string, end: WireEnd, port: string): string {
  const ports = portsOf(kind, end);
  return ports.includes(port) ? port : (ports[0] ?? port);
}

/** Whether the ports of that end have to be told apart. */
export const hasSeveral = (kind: string, end: WireEnd): boolean => portsOf(kind, end).length > 1;

/** A port as text: its node, and its own name where the node has several there. */
export function portText(
  { nodes }: Pick<Network, "nodes">,
  end: WireEnd,
  { node, port }: PortRef,
): string {
  const name = nameOf(node);
  return hasSeveral(nodes[node]?.layer.kind ?? "", end) ? `${name}.${port}` : name;
}

/** The two ends of a wire as text. */
export const wireText = (network: Pick<Network, "nodes">, wire: Edge) => ({
  source: portText(network, "source", sourcePort(wire)),
  target: portText(network, "target", targetPort(wire)),
});

/** Where a port stands along its side, as a share of the height: evenly spaced, one alone in the middle. */
export function placeOf(kind: string, end: WireEnd, port: string): number {
  const ports = portsOf(kind, end);
  return (Math.max(0, ports.indexOf(port)) + 1) / (Math.max(1, ports.length) + 1);
}

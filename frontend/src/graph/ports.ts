/** Where wires leave and reach layers: the ports that a kind declares. */
import { layerSpec } from "./catalogue";
import type { Edge } from "./types";

/** One port of one node. */
interface PortRef {
  readonly node: string;
  readonly port: string;
}

/** The port of a wire that names none. */
const USUAL = { target: "in" } as const;

export const takesWires = (kind: string): boolean => layerSpec(kind).inputs.length > 0;
export const givesWires = (kind: string): boolean => layerSpec(kind).outputs.length > 0;

/** Whether a port takes several wires; the usual one where a kind does not have it. */
export function takesMany(kind: string, port: string): boolean {
  const { inputs } = layerSpec(kind);
  return (inputs.find(({ name }) => name === port) ?? inputs[0])?.many ?? false;
}

export const targetPort = ({ target, target_port = USUAL.target }: Edge): PortRef => ({
  node: target,
  port: target_port,
});

/** What a recurrent layer keeps, and what its gates do, as numbers. */
import { signedBytes } from "@/api/wire";
import type { RecurrentNode, StepValues } from "@/schema/schema.gen";

export type LayerPart = StepValues["part"];

/** What is between 0 and 1. */
const GATES: ReadonlySet<LayerPart> = new Set(["forget", "input", "output", "reset", "update"]);

export const isGate = (part: LayerPart): boolean => GATES.has(part);

/** In the order in which they are worked out; the memory and the state have views of their own. */
export const gatesOf = ({ parts }: RecurrentNode): readonly StepValues[] =>
  parts.filter(({ part }) => part !== "state" && part !== "memory");

export const partOf = ({ parts }: RecurrentNode, part: LayerPart): StepValues | undefined =>
  parts.find((each) => each.part === part);

/** The units of one step. */
export function unitsAt({ values, shape, scale }: StepValues, step: number): readonly number[] {
  const [, units] = shape;
  const row = signedBytes(values).subarray(step * units, (step + 1) * units);
  return Array.from(row, (value) => (value / 127) * Math.max(0, scale));
}

export function meanAt(part: StepValues, step: number): number {
  const units = unitsAt(part, step);
  return units.reduce((sum, value) => sum + value, 0) / Math.max(1, units.length);
}

/** What is kept from step to step: all of it where nothing is forgotten. Null of a layer without such a gate. */
export function keptBy(node: RecurrentNode): StepValues | undefined {
  return partOf(node, "forget") ?? partOf(node, "update");
}

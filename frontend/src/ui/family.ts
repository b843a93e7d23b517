/** The families of layers that have a sign of their own; what belongs to none is drawn as a block. */
export const FAMILIES = [
  "input",
  "conv",
  "pool",
  "act",
  "norm",
  "linear",
  "recurrent",
  "merge",
  "block",
  "output",
] as const;

export type Family = (typeof FAMILIES)[number];

export function isFamily(name: string): name is Family {
  return (FAMILIES as readonly string[]).includes(name);
}

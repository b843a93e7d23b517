import type { Network } from "./types";

/** The ends of a network: there is one of each as a rule, so the first has no number. */
const UNNUMBERED = new Set(["input", "output"]);

/**
 * The name of a new node: `conv2d_1`, the smallest number that is free; `input` and `output` without one. On a sheet of
 * several networks it begins as all names of its own do.
 */
export function freshId(
  taken: Network["nodes"] | ReadonlySet<string>,
  kind: string,
  start = "",
): string {
  const isTaken = (id: string) => (taken instanceof Set ? taken.has(id) : Object.hasOwn(taken, id));
  // Of a block (`block:residual`) its own name is what the reader knows.
  const name = `${start}${kind.slice(kind.indexOf(":") + 1)}`;
  if (UNNUMBERED.has(kind) && !isTaken(name)) return name;
  let number = 1;
  while (isTaken(`${name}_${number}`)) number++;
  return `${name}_${number}`;
}

const NODE_ID = /^[a-z][a-z0-9_]{0,39}$/;

export function isNodeId(text: string): boolean {
  return NODE_ID.test(text);
}

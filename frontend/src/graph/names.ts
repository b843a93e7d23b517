import type { Network } from "./types";

/** The ends of a network: there is one of each as a rule, so the first has no number. */
const UNNUMBERED = new Set(["input", "output"]);

/** The name of a new node: `conv2d_1`, the smallest number that is free; `input` and `output` without one. */
export function freshId(taken: Network["nodes"] | ReadonlySet<string>, kind: string): string {
  const isTaken = (id: string) => (taken instanceof Set ? taken.has(id) : Object.hasOwn(taken, id));
  if (UNNUMBERED.has(kind) && !isTaken(kind)) return kind;
  let number = 1;
  while (isTaken(`${kind}_${number}`)) number++;
  return `${kind}_${number}`;
}

const NODE_ID = /^[a-z][a-z0-9_]{0,39}$/;

export function isNodeId(text: string): boolean {
  return NODE_ID.test(text);
}

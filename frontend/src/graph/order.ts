/** Ways through a network. All iterative: a document may be thousands of nodes deep. */
import type { Edge, Network } from "./types";

export interface Wires {
  readonly into: ReadonlyMap<string, readonly string[]>;
  readonly out: ReadonlyMap<string, readonly string[]>;
}

/** Sources and targets of every node, in the order of the wires. */
export function wiresOf(network: Network): Wires {
  const into = new Map<string, string[]>();
  const out = new Map<string, string[]>();
  for (const id of Object.keys(network.nodes)) {
    into.set(id, []);
    out.set(id, []);
  }
  for (const { source, target } of network.edges) {
    into.get(target)?.push(source);
    out.get(source)?.push(target);
  }
  return { into, out };
}

/** Nodes so that each stands behind what feeds it; what lies on a cycle is left out. */
export function topological(network: Network): string[] {
  const { into, out } = wiresOf(network);
  const waiting = new Map([...into].map(([id, sources]) => [id, sources.length]));
  const ready = [...into].filter(([, sources]) => sources.length === 0).map(([id]) => id);
  const order: string[] = [];
  for (let index = 0; index < ready.length; index++) {
    const id = ready[index] as string;
    order.push(id);
    for (const target of out.get(id) ?? []) {
      const left = (waiting.get(target) ?? 0) - 1;
      waiting.set(target, left);
      if (left === 0) ready.push(target);
    }
  }
  return order;
}

/** Sorts `conv2d_2` before `conv2d_10`, as the server does. */
function natural(one: string, other: string): number {
  const [stem, number] = numbered(one);
  const [otherStem, otherNumber] = numbered(other);
  if (stem !== otherStem) return stem < otherStem ? -1 : 1;
  return number - otherNumber || (one < other ? -1 : 1);
}

function numbered(name: string): readonly [stem: string, number: number] {
  const [, stem = name, digits] = /^(.*)_(\d{1,9})$/.exec(name) ?? [];
  return [stem, digits === undefined ? -1 : Number(digits)];
}

/** As the plan runs, and as the server lists: each node behind what feeds it, ties by name; last, by name, those on or behind a circle. */
export function planOrder(network: Network): string[] {
  const { into, out } = wiresOf(network);
  const waiting = new Map([...into].map(([id, sources]) => [id, sources.length]));
  const ready = [...into.keys()].filter((id) => waiting.get(id) === 0).sort(natural);
  const order: string[] = [];
  for (let id = ready.shift(); id !== undefined; id = ready.shift()) {
    order.push(id);
    for (const target of out.get(id) ?? []) {
      const left = (waiting.get(target) ?? 0) - 1;
      waiting.set(target, left);
      if (left === 0) putInOrder(ready, target);
    }
  }
  const planned = new Set(order);
  return [...order, ...[...into.keys()].filter((id) => !planned.has(id)).sort(natural)];
}

function putInOrder(names: string[], name: string): void {
  const after = names.findIndex((other) => natural(name, other) < 0);
  names.splice(after < 0 ? names.length : after, 0, name);
}

/** The parts of a network that no wire joins, each with its nodes in document order. */
export function components(network: Network): string[][] {
  const { into, out } = wiresOf(network);
  const seen = new Set<string>();
  const parts: string[][] = [];
  for (const start of Object.keys(network.nodes)) {
    if (seen.has(start)) continue;
    seen.add(start);
    const part = [start];
    for (let index = 0; index < part.length; index++) {
      const id = part[index] as string;
      for (const next of [...(into.get(id) ?? []), ...(out.get(id) ?? [])]) {
        if (seen.has(next)) continue;
        seen.add(next);
        part.push(next);
      }
    }
    parts.push(part);
  }
  return parts;
}

/** The nodes in line when each has at most one wire in and one out; null when they branch or go round. */
export function asChain(part: readonly string[], edges: readonly Edge[]): string[] | null {
  const members = new Set(part);
  const next = new Map<string, string>();
  const fed = new Set<string>();
  for (const { source, target } of edges) {
    if (!members.has(source)) continue;
    if (next.has(source) || fed.has(target)) return null;
    next.set(source, target);
    fed.add(target);
  }
  let at = part.find((id) => !fed.has(id));
  const chain: string[] = [];
  while (at !== undefined) {
    chain.push(at);
    at = next.get(at);
  }
  return chain.length === part.length ? chain : null;
}

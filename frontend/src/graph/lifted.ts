/** A network under other names: as it lies on a sheet with others, and back. What did not change stays the same object. */
import type { Comment, Edge, GraphNode, Group, Network } from "./types";

/** Wires and groups with other names, the same each time: what did not change is not drawn again. */
class Renamed<Value extends Edge | Group> {
  private readonly up = new WeakMap<Value, readonly [start: string, lifted: Value]>();
  private readonly down = new WeakMap<Value, Value>();

  constructor(private readonly rename: (value: Value, name: (id: string) => string) => Value) {}

  lift(value: Value, start: string): Value {
    const known = this.up.get(value);
    if (known?.[0] === start) return known[1];
    const made = this.rename(value, (id) => `${start}${id}`);
    this.pair(value, made, start);
    return made;
  }

  lower(lifted: Value, start: string): Value {
    const known = this.down.get(lifted);
    if (known) return known;
    const made = this.rename(lifted, (path) => path.slice(start.length));
    this.pair(made, lifted, start);
    return made;
  }

  private pair(value: Value, lifted: Value, start: string): void {
    this.up.set(value, [start, lifted]);
    this.down.set(lifted, value);
  }
}

const edges = new Renamed<Edge>((edge, name) => ({
  ...edge,
  source: name(edge.source),
  target: name(edge.target),
}));
const groups = new Renamed<Group>((group, name) => ({ ...group, nodes: group.nodes.map(name) }));

/** Each thing by its path. */
export function lifted(network: Network, start: string): Network {
  if (start === "") return network;
  const entries = Object.entries(network.groups ?? {});
  return {
    nodes: renamed(network.nodes, (id) => `${start}${id}`),
    edges: network.edges.map((edge) => edges.lift(edge, start)),
    comments: renamed(network.comments ?? {}, (id) => `${start}${id}`),
    groups: Object.fromEntries(
      entries.map(([id, group]) => [`${start}${id}`, groups.lift(group, start)]),
    ),
  };
}

/** A part of the sheet as its document keeps it; `before` itself, or its pieces, where they say the same. */
export function lowered(part: Network, before: Network, start: string): Network {
  const bare = (path: string) => path.slice(start.length);
  const nodes = sameOr<GraphNode>(before.nodes, renamed(part.nodes, bare));
  const wires = start === "" ? part.edges : part.edges.map((edge) => edges.lower(edge, start));
  const same =
    wires.length === before.edges.length && wires.every((wire, at) => wire === before.edges[at]);
  const comments = sameOr<Comment>(before.comments, renamed(part.comments ?? {}, bare));
  const framed = Object.entries(part.groups ?? {}).map(
    ([path, group]) => [bare(path), start === "" ? group : groups.lower(group, start)] as const,
  );
  const own = sameOr<Group>(before.groups, Object.fromEntries(framed));
  if (nodes === before.nodes && same && comments === before.comments && own === before.groups)
    return before;
  return {
    ...before,
    nodes,
    edges: same ? before.edges : wires,
    ...(comments && { comments }),
    ...(own && { groups: own }),
  };
}

function renamed<Value>(
  all: Readonly<Record<string, Value>>,
  name: (id: string) => string,
): Record<string, Value> {
  return Object.fromEntries(Object.entries(all).map(([id, value]) => [name(id), value]));
}

/** `before` where it holds the same in the same order; none was none. */
function sameOr<Value>(
  before: Readonly<Record<string, Value>>,
  now: Readonly<Record<string, Value>>,
): Readonly<Record<string, Value>>;
function sameOr<Value>(
  before: Readonly<Record<string, Value>> | undefined,
  now: Readonly<Record<string, Value>>,
): Readonly<Record<string, Value>> | undefined;
function sameOr<Value>(
  before: Readonly<Record<string, Value>> | undefined,
  now: Readonly<Record<string, Value>>,
) {
  const [old, fresh] = [Object.entries(before ?? {}), Object.entries(now)];
  const same =
    old.length === fresh.length &&
    fresh.every(([id, value], at) => old[at]?.[0] === id && old[at]?.[1] === value);
  return same ? before : now;
}

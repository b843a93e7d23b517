/**
 * The sheet: all networks of an experiment as one, as they lie on the canvas. Where there are several, a node goes by
 * its path, `generator/linear_1`, and so do comments and groups; where there is one, by its plain name. What is edited
 * there goes back into the networks that it changes, and the others stay the objects that they were.
 */
import { type Experiment, firstRole, networkOf, rolesOf, withNetwork } from "./experiment";
import type { Comment, Edge, GraphNode, Group, Network } from "./types";

const BETWEEN = "/";

/** A node, a comment or a group of one network, by its name there. */
export interface Placed {
  readonly role: string;
  readonly name: string;
}

/** What the reader calls a thing on the sheet: the path without its network. */
export const nameOf = (path: string): string => path.slice(path.indexOf(BETWEEN) + 1);

/** What the paths of one network begin with; nothing where it is alone. */
export function startOf(experiment: Experiment | null, role: string): string {
  return rolesOf(experiment).length > 1 ? `${role}${BETWEEN}` : "";
}

/** By which name a node of a network stands on the sheet. */
export const pathOf = (experiment: Experiment | null, { role, name }: Placed): string =>
  `${startOf(experiment, role)}${name}`;

/** Whose a thing on a sheet of these networks is, and its name there. */
export const placing =
  (roles: readonly string[]) =>
  (path: string): Placed => {
    const at = path.indexOf(BETWEEN);
    if (roles.length < 2 || at < 0) return { role: roles[0] ?? "", name: path };
    return { role: path.slice(0, at), name: path.slice(at + 1) };
  };

export const placedAt = (experiment: Experiment, path: string): Placed =>
  placing(rolesOf(experiment))(path);

/** What the path of a thing begins with: the same for all of its network. */
export const startOfPath = (path: string): string => path.slice(0, path.indexOf(BETWEEN) + 1);

/** Whether two things lie in one network. */
export const together = (one: string, other: string): boolean =>
  startOfPath(one) === startOfPath(other);

/** What is known by network and node, by path. */
export function onSheet<Known>(
  experiment: Experiment | null,
  known: (role: string) => Readonly<Record<string, Known>> | undefined,
): Readonly<Record<string, Known>> {
  const roles = rolesOf(experiment);
  const [only] = roles;
  if (only === undefined) return {};
  if (roles.length === 1) return known(only) ?? {};
  const all: Record<string, Known> = {};
  for (const role of roles)
    for (const [name, value] of Object.entries(known(role) ?? {}))
      all[`${role}${BETWEEN}${name}`] = value;
  return all;
}

const sheets = new WeakMap<Experiment["networks"], Network>();

export function sheetOf(experiment: Experiment | null): Network {
  const roles = rolesOf(experiment);
  if (experiment === null || roles.length < 2) return networkOf(experiment, roles[0] ?? "");
  const known = sheets.get(experiment.networks);
  if (known) return known;
  const made = roles.map((role) => lifted(networkOf(experiment, role), `${role}${BETWEEN}`));
  const sheet: Network = {
    nodes: Object.assign({}, ...made.map(({ nodes }) => nodes)),
    edges: made.flatMap(({ edges }) => edges),
    comments: Object.assign({}, ...made.map(({ comments }) => comments)),
    groups: Object.assign({}, ...made.map(({ groups }) => groups)),
  };
  sheets.set(experiment.networks, sheet);
  return sheet;
}

/** The experiment after an edit of its sheet. */
export function withSheet(experiment: Experiment, sheet: Network): Experiment {
  const roles = rolesOf(experiment);
  if (roles.length < 2) return withNetwork(experiment, firstRole(experiment), sheet);
  return roles.reduce((so, role) => {
    const before = networkOf(experiment, role);
    return withNetwork(so, role, lowered(partOf(sheet, `${role}${BETWEEN}`), before));
  }, experiment);
}

/** One network of the sheet, still by paths; the sheet itself where it holds one. */
export function partOf(sheet: Network, start: string): Network {
  if (start === "") return sheet;
  const own = <Value>(all: Readonly<Record<string, Value>> | undefined): Record<string, Value> =>
    Object.fromEntries(Object.entries(all ?? {}).filter(([path]) => path.startsWith(start)));
  return {
    nodes: own(sheet.nodes),
    edges: sheet.edges.filter(({ source }) => source.startsWith(start)),
    comments: own(sheet.comments),
    groups: own(sheet.groups),
  };
}

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

function lifted(network: Network, start: string): Network {
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
function lowered(part: Network, before: Network): Network {
  const [first = ""] = [...Object.keys(part.nodes), ...Object.keys(part.comments ?? {})];
  const start = startOfPath(first);
  const bare = (path: string) => path.slice(start.length);
  const nodes = sameOr<GraphNode>(before.nodes, renamed(part.nodes, bare));
  const wires = part.edges.map((edge) => edges.lower(edge, start));
  const same =
    wires.length === before.edges.length && wires.every((wire, at) => wire === before.edges[at]);
  const comments = sameOr<Comment>(before.comments, renamed(part.comments ?? {}, bare));
  const framed = Object.entries(part.groups ?? {}).map(
    ([path, group]) => [bare(path), groups.lower(group, start)] as const,
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

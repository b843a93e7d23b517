/** The same pattern elsewhere: other layers, wired in the same way, with equal fields where these are no parameters. */
import { withDefaults } from "../catalogue";
import { planOrder } from "../order";
import { type PortRef, samePort, sourcePort, targetPort } from "../ports";
import type { Layer, Network } from "../types";
import { type Boundary, boundaryOf } from "./boundary";
import { type Candidate, numbersOf } from "./candidates";
import { argumentsOf, isUse } from "./definitions";
import type { GroupPlace } from "./grouping";

/** What arrives at a node, by port, in the order of the wires. */
type Arriving = ReadonlyMap<string, ReadonlyMap<string, readonly PortRef[]>>;

function arrivingIn(network: Network): Arriving {
  const arriving = new Map<string, Map<string, PortRef[]>>();
  for (const edge of network.edges) {
    const { node, port } = targetPort(edge);
    const ports = arriving.get(node) ?? new Map<string, PortRef[]>();
    ports.set(port, [...(ports.get(port) ?? []), sourcePort(edge)]);
    arriving.set(node, ports);
  }
  return arriving;
}

/** The order of what they are given makes no difference to them. */
const EITHER_WAY = new Set(["add", "multiply"]);

interface Pattern {
  readonly network: Network;
  readonly boundary: Boundary;
  readonly arriving: Arriving;
  readonly inside: ReadonlySet<string>;
  /** By field, `conv2d_1.out_channels`: the parameter that it takes. */
  readonly bound: ReadonlyMap<string, string>;
}

interface Found {
  /** By the names of the pattern. */
  readonly nodes: ReadonlyMap<string, string>;
  readonly entry: PortRef | null;
  readonly values: Readonly<Record<string, number>>;
}

/** Where else a pattern stands in these networks; no two places share a layer with each other or with the pattern. */
export function samePlaces(
  networks: Readonly<Record<string, Network>>,
  role: string,
  boundary: Boundary,
  parameters: readonly Candidate[],
): GroupPlace[] {
  const network = networks[role];
  if (!network) return [];
  const pattern: Pattern = {
    network,
    boundary,
    arriving: arrivingIn(network),
    inside: new Set(boundary.nodes),
    bound: new Map(parameters.flatMap(({ name, fields }) => fields.map((field) => [field, name]))),
  };
  return Object.entries(networks).flatMap(([each, there]) =>
    placesIn(there, pattern, each === role ? boundary.nodes : []).map(
      ({ nodes, entry, exit, values }) => ({
        role: each,
        nodes,
        entry,
        exit,
        values,
      }),
    ),
  );
}

function placesIn(
  network: Network,
  pattern: Pattern,
  own: readonly string[],
): Omit<GroupPlace, "role">[] {
  const taken = new Set(own);
  const matching = new Matching(pattern, network);
  return planOrder(network).flatMap((anchor): Omit<GroupPlace, "role">[] => {
    const found = matching.at(anchor);
    if (found === null) return [];
    const nodes = [...found.nodes.values()];
    if (nodes.some((id) => taken.has(id))) return [];
    const boundary = boundaryOf(network, nodes);
    if ("code" in boundary || boundary.exit.node !== anchor) return [];
    for (const id of nodes) taken.add(id);
    // In the order of the pattern: what is said of the place is said in the same order.
    const ordered = pattern.boundary.nodes.map((id) => [id, found.nodes.get(id) ?? ""] as const);
    const { entry, exit } = boundary;
    return [{ nodes: new Map(ordered), entry, exit, values: found.values }];
  });
}

/** A pattern held against a network, from its last node back to what arrives at it. */
class Matching {
  private readonly arriving: Arriving;

  constructor(
    private readonly pattern: Pattern,
    private readonly network: Network,
  ) {
    this.arriving = arrivingIn(network);
  }

  /** The pattern with this node as its last; null where it does not stand there. */
  at(anchor: string): Found | null {
    const { boundary, inside } = this.pattern;
    const nothing: Found = { nodes: new Map(), entry: null, values: {} };
    const found = this.pair(nothing, boundary.exit.node, anchor);
    return found?.nodes.size === inside.size ? found : null;
  }

  private pair(found: Found, own: string, there: string): Found | null {
    const known = found.nodes.get(own);
    if (known !== undefined) return known === there ? found : null;
    if ([...found.nodes.values()].includes(there)) return null;
    const values = this.valuesAt(found.values, own, there);
    if (values === null) return null;
    const [ports, others] = [this.pattern.arriving.get(own), this.arriving.get(there)];
    if ((ports?.size ?? 0) !== (others?.size ?? 0)) return null;
    const kind = this.pattern.network.nodes[own]?.layer.kind ?? "";
    let next: Found | null = { ...found, values, nodes: new Map(found.nodes).set(own, there) };
    for (const [port, refs] of ports ?? []) {
      next = next && this.pairAll(next, refs, others?.get(port) ?? [], EITHER_WAY.has(kind));
    }
    return next;
  }

  private pairAll(
    found: Found,
    refs: readonly PortRef[],
    others: readonly PortRef[],
    eitherWay: boolean,
  ): Found | null {
    if (refs.length !== others.length) return null;
    const inOrder = (order: readonly PortRef[]) =>
      refs.reduce<Found | null>(
        (so, ref, at) => so && this.pairRef(so, ref, order[at] as PortRef),
        found,
      );
    return (
      inOrder(others) ?? (eitherWay && refs.length === 2 ? inOrder(others.toReversed()) : null)
    );
  }

  private pairRef(found: Found, own: PortRef, there: PortRef): Found | null {
    if (this.pattern.inside.has(own.node))
      return own.port === there.port ? this.pair(found, own.node, there.node) : null;
    // From outside: one and the same for all.
    if (found.entry !== null) return samePort(found.entry, there) ? found : null;
    return { ...found, entry: there };
  }

  /** The values of the parameters with those of this node; null where it is another layer. */
  private valuesAt(
    known: Found["values"],
    own: string,
    there: string,
  ): Readonly<Record<string, number>> | null {
    const [mine, its] = [this.pattern.network.nodes[own], this.network.nodes[there]];
    // The block is one: a layer that is off in it is off at all of its uses.
    if (!mine || !its || (mine.off === true) !== (its.off === true)) return null;
    const [one, other] = [mine.layer, its.layer];
    if (one.kind !== other.kind) return null;
    const values = { ...known };
    const numbers = numbersOf(other);
    for (const field of fieldsOf(one, other)) {
      const parameter = this.pattern.bound.get(`${own}.${field}`);
      if (parameter === undefined) {
        if (JSON.stringify(fieldValue(one, field)) !== JSON.stringify(fieldValue(other, field)))
          return null;
        continue;
      }
      const value = numbers.get(field);
      if (value === undefined || (values[parameter] ?? value) !== value) return null;
      values[parameter] = value;
    }
    return values;
  }
}

/** The fields of two layers; of uses of blocks each argument by itself. What names weights are drawn by is no field. */
function fieldsOf(one: Layer, other: Layer): Set<string> {
  const fields = [one, other].flatMap((layer) => [
    ...Object.keys(withDefaults(layer)),
    ...(isUse(layer) ? Object.keys(argumentsOf(layer)).map((name) => `arguments.${name}`) : []),
  ]);
  return new Set(fields.filter((field) => field !== "seeds" && field !== "arguments"));
}

function fieldValue(layer: Layer, field: string): unknown {
  const argument = /^arguments\.(.*)$/.exec(field)?.[1];
  return argument === undefined ? withDefaults(layer)[field] : argumentsOf(layer)[argument];
}

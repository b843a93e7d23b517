/** A selection becomes a block: what stands inside, and the document with uses of it. */
import { joinGroup, leaveGroups } from "../annotations";
import { defaultLayer } from "../catalogue";
import { cut } from "../edit";
import { blocksOf, type Experiment, networkOf, rolesOf, withNetwork } from "../experiment";
import { freshId } from "../names";
import { planOrder } from "../order";
import { type PortRef, samePort, sourcePort, targetPort, wireBetween } from "../ports";
import type { Block, Edge, GraphNode, Layer, Network, Position } from "../types";
import type { Boundary } from "./boundary";
import type { Candidate } from "./candidates";
import { isUse, repeatOf, seedsOf, withBlocks, withSeeds } from "./definitions";

/** How far the ends of a block stand from its layers. */
const AWAY = 160;

/** The inside: the nodes with their names and places, between an input and an output. */
export function definitionOf(
  network: Network,
  { nodes, exit }: Boundary,
  parameters: readonly Candidate[],
): Block {
  const inside = cut(network, nodes);
  const chosen = new Set(nodes);
  const bare = Object.entries(inside.nodes).map(
    ([id, node]) => [id, { ...node, layer: withSeeds(node.layer, {}) }] as const,
  );
  const input = freshId(inside.nodes, "input");
  const output = freshId(inside.nodes, "output");
  const end = (kind: string, position: Position): GraphNode => ({
    layer: defaultLayer(kind),
    position,
  });
  const xs = Object.values(inside.nodes).map(({ position }) => position.x);
  const yOf = (id: string) => network.nodes[id]?.position.y ?? 0;
  const edges = network.edges.flatMap((edge): Edge[] => {
    if (!chosen.has(edge.target)) return [];
    if (chosen.has(edge.source)) return [edge];
    return [wireBetween({ node: input, port: "out" }, targetPort(edge))];
  });
  return {
    network: {
      ...inside,
      nodes: {
        [input]: end("input", { x: Math.min(...xs) - AWAY, y: yOf(nodes[0] ?? "") }),
        ...Object.fromEntries(bare),
        [output]: end("output", { x: Math.max(...xs) + AWAY, y: yOf(exit.node) }),
      },
      edges: [...edges, wireBetween(exit, { node: output, port: "in" })],
    },
    parameters: Object.fromEntries(parameters.map(({ name, value }) => [name, value])),
    bindings: Object.fromEntries(
      parameters.flatMap(({ name, fields }) => fields.map((field) => [field, name] as const)),
    ),
  };
}

/** Where the layers of a block stand, or would. */
export interface GroupPlace {
  readonly role: string;
  /** By their names in the block: what they are called there. */
  readonly nodes: ReadonlyMap<string, string>;
  readonly entry: PortRef;
  readonly exit: PortRef;
  /** Of the block's parameters. */
  readonly values: Readonly<Record<string, number>>;
}

/** The selection itself. */
export function ownPlace(
  role: string,
  boundary: Boundary,
  parameters: readonly Candidate[],
): GroupPlace {
  return {
    role,
    nodes: new Map(boundary.nodes.map((id) => [id, id])),
    entry: boundary.entry,
    exit: boundary.exit,
    values: Object.fromEntries(parameters.map(({ name, value }) => [name, value])),
  };
}

/** Places that follow on one another with the same numbers: one use that is repeated. */
export function inRows(experiment: Experiment, places: readonly GroupPlace[]): GroupPlace[][] {
  const left = [...places];
  const rows: GroupPlace[][] = [];
  const next = (place: GroupPlace) => left.findIndex((other) => follows(experiment, place, other));
  while (left.length > 0) {
    // Begin with one that stands behind none of the others.
    const at = left.findIndex((place) => !left.some((other) => follows(experiment, other, place)));
    const row = left.splice(Math.max(0, at), 1);
    for (
      let found = next(row.at(-1) as GroupPlace);
      found >= 0;
      found = next(row.at(-1) as GroupPlace)
    )
      row.push(...left.splice(found, 1));
    rows.push(row);
  }
  return rows;
}

function follows(experiment: Experiment, one: GroupPlace, other: GroupPlace): boolean {
  if (one === other || one.role !== other.role || !samePort(one.exit, other.entry)) return false;
  const values = JSON.stringify(Object.entries(one.values).sort());
  if (values !== JSON.stringify(Object.entries(other.values).sort())) return false;
  const there = new Set(other.nodes.values());
  return networkOf(experiment, one.role)
    .edges.filter(({ source }) => source === one.exit.node)
    .every(({ target }) => there.has(target));
}

/** As many as a use may keep, and as often as it may stand in a row. */
const MOST_SEEDS = 500;
const MOST_REPEATS = 100;

export interface Grouping {
  readonly name: string;
  readonly block: Block;
  readonly places: readonly GroupPlace[];
  /** Whether a layer has weights to draw; of those that have none nothing is kept. */
  readonly hasWeights?: (role: string, node: string) => boolean;
}

export interface Grouped {
  readonly experiment: Experiment;
  readonly uses: readonly { readonly role: string; readonly name: string }[];
  /** How many of them stand several times in a row. */
  readonly repeated: number;
  /** Whether all first weights are drawn as before. */
  readonly sameWeights: boolean;
}

/** The document with the block in it, and with uses of it in these places. */
export function grouped(experiment: Experiment, grouping: Grouping): Grouped {
  const { name, block, places, hasWeights = () => true } = grouping;
  const rows = inRows(experiment, inOrder(experiment, places)).flatMap((row) =>
    inPieces(row, MOST_REPEATS),
  );
  let whole = withBlocks(experiment, { ...blocksOf(experiment), [name]: block });
  let sameWeights = true;
  const uses = rows.map((row) => {
    const role = row[0]?.role ?? "";
    const network = networkOf(whole, role);
    const gone = row.flatMap(({ nodes }) => [...nodes.values()]);
    const seeds = Object.fromEntries(
      row.flatMap((place, copy) => seedsAt(network, place, copy, hasWeights)),
    );
    const keeps = Object.keys(seeds).length <= MOST_SEEDS;
    sameWeights &&= keeps;
    const use: Layer = {
      kind: "block",
      block: name,
      arguments: row[0]?.values ?? {},
      repeat: row.length,
      ...(keeps && Object.keys(seeds).length > 0 && { seeds }),
    };
    const taken = new Set(Object.keys(network.nodes).filter((id) => !gone.includes(id)));
    const id = freshId(taken, name);
    whole = withNetwork(whole, role, replaced(network, gone, id, use));
    return { role, name: id };
  });
  const repeated = rows.filter(({ length }) => length > 1).length;
  return { experiment: whole, uses, repeated, sameWeights };
}

/** As the plans run them: the first of a network has the first name. */
function inOrder(experiment: Experiment, places: readonly GroupPlace[]): GroupPlace[] {
  const at = new Map<string, number>();
  for (const role of rolesOf(experiment))
    for (const node of planOrder(networkOf(experiment, role))) at.set(`${role}/${node}`, at.size);
  const of = ({ role, exit }: GroupPlace) => at.get(`${role}/${exit.node}`) ?? 0;
  return places.toSorted((one, other) => of(one) - of(other));
}

function inPieces<Item>(items: readonly Item[], most: number): Item[][] {
  const pieces: Item[][] = [];
  for (let at = 0; at < items.length; at += most) pieces.push(items.slice(at, at + most));
  return pieces;
}

/** What the layers of a place are drawn by, for the copy of the block that takes their place. */
function seedsAt(
  network: Network,
  { role, nodes }: GroupPlace,
  copy: number,
  hasWeights: (role: string, node: string) => boolean,
): [string, string][] {
  return [...nodes].flatMap(([inside, there]): [string, string][] => {
    const layer = network.nodes[there]?.layer;
    if (!layer || !hasWeights(role, there)) return [];
    const own: [string, string] = [`${copy}/${inside}`, there];
    if (!isUse(layer)) return [own];
    // What a use inside keeps goes along: as a layer of the block it keeps nothing, for all uses share it.
    const alone = repeatOf(layer) === 1;
    const kept = Object.entries(seedsOf(layer)).map(([at, former]): [string, string] => {
      const path = alone ? at.replace(/^0(\/|$)/, "") : at;
      return [[`${copy}/${inside}`, path].filter((part) => part !== "").join("/"), former];
    });
    return [own, ...kept];
  });
}

/** The network with one node where these were: it takes the place of the first, its wires, and the frame that held all. */
function replaced(network: Network, gone: readonly string[], id: string, layer: Layer): Network {
  const leaving = new Set(gone);
  const [first = ""] = planOrder(network).filter((node) => leaving.has(node));
  const position = network.nodes[first]?.position ?? { x: 0, y: 0 };
  const nodes = Object.entries(network.nodes).flatMap(([node, known]) => {
    if (node === first) return [[id, { layer, position }] as const];
    return leaving.has(node) ? [] : [[node, known] as const];
  });
  let entered = false;
  const edges = network.edges.flatMap((edge): Edge[] => {
    const [from, to] = [leaving.has(edge.source), leaving.has(edge.target)];
    if (from && to) return [];
    if (from) return [wireBetween({ node: id, port: "out" }, targetPort(edge))];
    if (!to) return [edge];
    const again = entered;
    entered = true;
    return again ? [] : [wireBetween(sourcePort(edge), { node: id, port: "in" })];
  });
  const held = { ...network, nodes: Object.fromEntries(nodes), edges };
  return leaveGroups(joinGroup(held, id, gone), gone);
}

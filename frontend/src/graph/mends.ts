/** What would mend a problem: the edits that its sentence names, ready to be made. */
import { defaultLayer } from "./catalogue";
import * as edit from "./edit";
import { mendJoin, parting } from "./mendsAtJoins";
import { freshId } from "./names";
import { components, wiresOf } from "./order";
import {
  firstPort,
  givesWires,
  type PortRef,
  samePort,
  sourcePort,
  takesMany,
  takesWires,
  targetPort,
  type WireEnd,
  wireBetween,
} from "./ports";
import { withOff } from "./switching";
import type { Edge, Layer, Network, Position, Problem } from "./types";
import { edgeId } from "./types";

/** What its text names. */
export interface MendWords {
  readonly node: string;
  readonly source: string;
  readonly kind: string;
  readonly name: string;
  readonly value: string | number;
  readonly units: number;
  readonly count: number;
}

export interface Mend {
  /** Its text, by name. */
  readonly key:
    | "insert"
    | "insertUnits"
    | "kernel"
    | "padding"
    | "units"
    | "groups"
    | "move"
    | "wire"
    | "add"
    | "join"
    | "rename"
    | "remove"
    | "on"
    | "unwire"
    | "unwireFrom"
    | "channels"
    | "paddingOf"
    | "joinWith"
    | "batch";
  readonly words: Partial<MendWords>;
  readonly edit: (network: Network) => Network;
  /** An edit of the settings, and of no network: a value by its path in the document. */
  readonly setting?: { readonly path: readonly string[]; readonly value: number };
  /** Named by no sentence: a way out where nothing that is named leads out. */
  readonly spare?: true;
  /** What it is about, and stays selected. */
  readonly node: string;
  /** Where a new layer wants room. */
  readonly at?: Position;
}

/** In the order in which the sentence names them; none where only the reader can tell. */
export function mendsOf(problem: Problem, network: Network, batchSize = 0): readonly Mend[] {
  // What is inside of a block is mended there, and not in this network.
  const named = [problem.where.node, ...Object.values(problem.params)];
  if (named.some((name) => String(name).includes("/"))) return [];
  const told: Told = {
    network,
    batchSize,
    node: problem.where.node,
    text: (name) => String(problem.params[name] ?? ""),
    number: (name) => Number(problem.params[name]),
  };
  return (MENDS[problem.code]?.(told) ?? []).filter((mend) => mend !== null);
}

export interface Told {
  readonly network: Network;
  /** 0 where it is not known. */
  readonly batchSize: number;
  readonly node: string;
  readonly text: (param: string) => string;
  readonly number: (param: string) => number;
}

const MENDS: Readonly<Record<string, (told: Told) => readonly (Mend | null)[]>> = {
  expects_vector: (told) => [insert(told, "flatten", "insert")],
  expects_one_vector: (told) => [insert(told, "last_step", "insert")],
  expects_image_move: (told) => [move(told), spare(told)],
  expects_image: (told) => [spare(told)],
  kind_not_taken: (told) => [spare(told)],
  shapes_differ: mendJoin,
  sizes_differ: mendJoin,
  kinds_differ: mendJoin,
  wrong_output_size: (told) => [
    insert(told, "linear", "insertUnits", { out_features: told.number("expected") }),
  ],
  wrong_output_size_linear: (told) => [
    set(told.text("linear"), "out_features", "units", told.number("expected")),
  ],
  kernel_too_large: (told) => [
    setPair(told.node, "kernel_size", "kernel", told.text("fits_kernel")),
    // A pooling window takes a padding of half its size at most.
    ["conv1d", "conv2d"].includes(layerOf(told)?.kind ?? "")
      ? setPair(told.node, "padding", "padding", told.text("fits_padding"))
      : null,
    spare(told),
  ],
  padding_too_large: (told) => [setPair(told.node, "padding", "padding", told.text("largest"))],
  groups_in_channels: groups,
  groups_out_channels: groups,
  missing_input: (told) => [wireTo(told) ?? addInput(told) ?? remove(told)],
  missing_port: (told) => [wirePort(told), spare(told)],
  missing_output: (told) => [wireFrom(told) ?? addOutput(told) ?? remove(told)],
  nothing_passes: ({ node }) => [
    { key: "on", words: { node }, edit: (graph) => withOff(graph, [node], false), node },
  ],
  no_input_node: (told) => [addInput(told)],
  no_output_node: (told) => [addOutput(told)],
  not_connected: (told) => [wireTo(told) ?? wireFrom(told), remove(told)],
  cycle: (told) => [open(told)],
  too_few_wires: (told) => [remove(told)],
  two_inputs: (told) => [remove(told, true)],
  two_outputs: (told) => [remove(told, true)],
  too_many_wires: (told) => [join(told, "add"), join(told, "concat")],
  reserved_name: (told) => [rename(told)],
  itself: (told) => [unwire(told.node, ({ source, target }) => source === target)],
  takes_no_wire: (told) => [unwire(told.node, ({ target }) => target === told.node)],
  gives_no_wire: (told) => [unwire(told.node, ({ source }) => source === told.node)],
  unknown_node: ({ node, network: { nodes } }) => [
    unwire(
      node,
      (wire) => !(Object.hasOwn(nodes, wire.source) && Object.hasOwn(nodes, wire.target)),
    ),
  ],
  too_much_memory: ({ number }) => [batch(number("fits"))],
  // The last batch of the epoch holds one sample more, or is filled.
  one_value_per_map: ({ batchSize }) => [batch(batchSize + 1), batch(batchSize - 1)],
  duplicate_wire: (told) => [
    unwire(told.node, (wire, index, all) => all.findIndex(same(wire)) < index),
  ],
};

const layerOf = ({ network, node }: Told): Layer | undefined => network.nodes[node]?.layer;
const isEnd = (kind: string): boolean => !(takesWires(kind) && givesWires(kind));
const same = (wire: Edge) => (other: Edge) => edgeId(other) === edgeId(wire);

function insert(
  { network, node, text }: Told,
  kind: string,
  key: Mend["key"],
  fields: Partial<Layer> = {},
): Mend | null {
  const wire = network.edges.find(
    ({ source, target }) => source === text("source") && target === node,
  );
  const [before, after] = [network.nodes[wire?.source ?? ""], network.nodes[node]];
  if (!wire || !before || !after) return null;
  const id = freshId(network.nodes, kind);
  const at = { x: Math.max(before.position.x, after.position.x), y: after.position.y };
  const layer = { ...defaultLayer(kind), ...fields } as Layer;
  return {
    key,
    words: { kind, units: Number(fields.out_features ?? 0) },
    edit: (graph) => edit.insertOnWire(graph, wire, id, layer, at),
    node: id,
    at,
  };
}

/** Out of its place in a chain, into the one wire that leads to the node before which it belongs. */
function move({ network, node, text }: Told): Mend | null {
  const target = text("before");
  const moved = network.nodes[node];
  const bare = edit.removeNodes(network, [node]);
  const wires = bare.edges.filter((wire) => wire.target === target);
  const [wire] = wires;
  const place = network.nodes[target]?.position;
  if (!moved || !wire || !place || wires.length > 1) return null;
  if (bare.edges.length !== network.edges.length - 1) return null;
  const put = (graph: Network) =>
    edit.insertOnWire(edit.removeNodes(graph, [node]), wire, node, moved.layer, place);
  return { key: "move", words: { node: target }, edit: put, node, at: place };
}

function set(node: string, field: string, key: Mend["key"], value: number): Mend {
  const change = (graph: Network) => edit.setField(graph, node, field, value);
  return { key, words: { node, value, count: value }, edit: change, node };
}

/** `3` for both sides, or `3×5`. */
function setPair(node: string, field: string, key: Mend["key"], text: string): Mend | null {
  const [height = Number.NaN, width = height] = text.split("×").map(Number);
  if (!Number.isInteger(height) || !Number.isInteger(width)) return null;
  const change = (graph: Network) => {
    // Of a sequence there is one side.
    const single = typeof graph.nodes[node]?.layer[field] === "number";
    return edit.setField(graph, node, field, single ? height : [height, width]);
  };
  return { key, words: { value: text }, edit: change, node };
}

const divisor = (one: number, other: number): number =>
  other === 0 ? one : divisor(other, one % other);

/** The most groups, of those that divide what was asked for, that leave no rest. */
function groups(told: Told): readonly (Mend | null)[] {
  const filters = Number(layerOf(told)?.out_channels ?? 0);
  const most = divisor(divisor(told.number("groups"), told.number("channels")), filters);
  return most > 0 ? [set(told.node, "groups", "groups", most)] : [];
}

const hasSide = { input: takesWires, output: givesWires };

/** Nodes at which a wire is missing: `input` lists those that nothing feeds, `output` those that feed nothing. */
function looseEnds({ nodes, edges }: Network, side: "input" | "output"): string[] {
  const wired = new Set(edges.map(side === "input" ? (e) => e.target : (e) => e.source));
  return Object.entries(nodes)
    .filter(([id, { layer }]) => hasSide[side](layer.kind) && !wired.has(id))
    .map(([id]) => id);
}

/** A wire between two parts of the network, where there is just one that it could be. */
function wire(network: Network, loose: readonly string[], node: string, from: boolean) {
  // An input takes no wire, and an output gives none.
  const { kind } = network.nodes[node]?.layer ?? { kind: "input" };
  if (!(from ? givesWires(kind) : takesWires(kind))) return null;
  const part = components(network).find((each) => each.includes(node)) ?? [];
  const [other, ...more] = loose.filter((id) => !part.includes(id));
  if (other === undefined || more.length > 0) return null;
  const [source, target] = from ? [node, other] : [other, node];
  return joining(network, source, target, node);
}

/** A wire from a layer's first port to `port` of another, its first where none is named. */
function joining(
  network: Network,
  source: string,
  target: string,
  node: string,
  port?: string,
): Mend {
  const kindOf = (id: string) => network.nodes[id]?.layer.kind ?? "";
  const from = { node: source, port: firstPort(kindOf(source), "source") };
  const to = { node: target, port: port ?? firstPort(kindOf(target), "target") };
  return {
    key: "wire",
    words: { source, node: target },
    edit: (graph) => edit.connect(graph, wireBetween(from, to), true),
    node,
  };
}

/** A node, and all that hangs on it. */
function downstream(network: Network, node: string): ReadonlySet<string> {
  const { out } = wiresOf(network);
  const found = new Set([node]);
  // Those that are added while it runs are visited too.
  for (const id of found) for (const next of out.get(id) ?? []) found.add(next);
  return found;
}

/** A port that waits for a wire, where one layer alone leads nowhere and hangs on nothing behind it. */
function wirePort({ network, node, text }: Told): Mend | null {
  const behind = downstream(network, node);
  const [source, ...more] = looseEnds(network, "output").filter((id) => !behind.has(id));
  if (source === undefined || more.length > 0) return null;
  return joining(network, source, node, node, text("port"));
}

const wireTo = ({ network, node }: Told): Mend | null =>
  wire(network, looseEnds(network, "output"), node, false);
const wireFrom = ({ network, node }: Told): Mend | null =>
  wire(network, looseEnds(network, "input"), node, true);

const BESIDE = 180;

/** An end that the network lacks, beside the one layer that waits for it. */
function add(network: Network, kind: string, side: "input" | "output"): Mend | null {
  if (Object.values(network.nodes).some(({ layer }) => !hasSide[side](layer.kind))) return null;
  const [loose, ...more] = looseEnds(network, side);
  const place = network.nodes[loose ?? ""]?.position ?? { x: 0, y: 0 };
  const at = { x: place.x + (side === "input" ? -BESIDE : BESIDE), y: place.y };
  const id = freshId(network.nodes, kind);
  const put = (graph: Network) => {
    const added = edit.addNode(graph, id, defaultLayer(kind), at);
    if (loose === undefined || more.length > 0) return added;
    const [source, target] = side === "input" ? [id, loose] : [loose, id];
    return joining(added, source, target, id).edit(added);
  };
  return { key: "add", words: { kind }, edit: put, node: id };
}

const addInput = ({ network }: Told): Mend | null => add(network, "input", "input");
const addOutput = ({ network }: Told): Mend | null => add(network, "output", "output");

/** The ends of a network are only taken away where there is a second one. */
function remove({ network, node }: Told, ends = false): Mend | null {
  const { kind } = network.nodes[node]?.layer ?? { kind: "input" };
  if (isEnd(kind) && !ends) return null;
  return {
    key: "remove",
    words: { node },
    edit: (graph) => edit.removeNodes(graph, [node]),
    node: "",
  };
}

function spare(told: Told): Mend | null {
  const gone = remove(told);
  return gone && { ...gone, spare: true };
}

function batch(value: number): Mend | null {
  if (!(value >= 1)) return null;
  const setting = { path: ["pace", "batch_size"], value };
  return { key: "batch", words: { value }, edit: (graph) => graph, setting, node: "" };
}

/** The newest of the wires that go round in a circle. */
function open({ network, node, text }: Told): Mend | null {
  const circle = new Set(text("nodes").split(", "));
  const wire = network.edges.findLast(
    ({ source, target }) => circle.has(source) && circle.has(target),
  );
  return wire === undefined ? null : { ...parting(wire), node };
}

function unwire(node: string, gone: (wire: Edge, index: number, all: readonly Edge[]) => boolean) {
  const without = (graph: Network) => ({
    ...graph,
    edges: graph.edges.filter((...each) => !gone(...each)),
  });
  return { key: "unwire" as const, words: {}, edit: without, node };
}

/** All wires that arrive at the port with too many arrive at a joining layer before it. */
function join({ network, node }: Told, kind: "add" | "concat"): Mend | null {
  const place = network.nodes[node]?.position;
  if (!place) return null;
  const id = freshId(network.nodes, kind);
  const port = crowdedPort(network, node);
  const joint = (end: WireEnd) => ({ node: id, port: firstPort(kind, end) });
  const put = (graph: Network) => {
    const { edges, ...rest } = edit.addNode(graph, id, defaultLayer(kind), place);
    const turned = edges.map((each) =>
      samePort(targetPort(each), port) ? wireBetween(sourcePort(each), joint("target")) : each,
    );
    return { ...rest, edges: [...turned, wireBetween(joint("source"), port)] };
  };
  return { key: "join", words: { kind }, edit: put, node: id, at: place };
}

/** The port of a node that takes one wire and has several. */
function crowdedPort({ nodes, edges }: Network, node: string): PortRef {
  const kind = nodes[node]?.layer.kind ?? "";
  const ports = edges.filter(({ target }) => target === node).map(targetPort);
  const crowded = ports.find(
    (port, at) => !takesMany(kind, port.port) && ports.findIndex((one) => samePort(one, port)) < at,
  );
  return crowded ?? { node, port: firstPort(kind, "target") };
}

function rename({ network, node }: Told): Mend | null {
  const kind = network.nodes[node]?.layer.kind;
  if (kind === undefined) return null;
  const name = freshId(network.nodes, kind);
  return {
    key: "rename",
    words: { name },
    edit: (graph) => edit.renameNode(graph, node, name),
    node: name,
  };
}

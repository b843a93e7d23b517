/** Where several wires come together and do not fit: what would make them alike, or part them again. */
import { defaultLayer, layerSpec } from "./catalogue";
import * as edit from "./edit";
import type { Mend, Told } from "./mends";
import { freshId } from "./names";
import type { Edge, Network } from "./types";

/** `16×10×10` as numbers, `400` as one. */
const sidesOf = (text: string): number[] => text.split("×").map(Number);

interface Ends {
  /** The first wire of the join, and the one that does not fit to it: known where there are two. */
  readonly wires: readonly [Edge, Edge];
  readonly sides: readonly [number[], number[]];
}

function endsOf({ network, node, text }: Told): Ends | null {
  const [first, second, ...more] = network.edges.filter(({ target }) => target === node);
  if (first === undefined || second === undefined || more.length > 0) return null;
  return { wires: [first, second], sides: [sidesOf(text("first")), sidesOf(text("second"))] };
}

/** Equal numbers of maps or features, pictures of one size, another way to join, or one wire less. */
export function mendJoin(told: Told): readonly (Mend | null)[] {
  const ends = endsOf(told);
  if (ends === null) return partings(told);
  return [
    ...sameDepth(told, ends),
    flattened(told, ends),
    ...sameSize(told, ends),
    asConcat(told),
    ...partings(told),
  ];
}

/** The layer that says how many maps or features arrive; through beads, pooling and normalisation. */
function deciding({ nodes, edges }: Network, from: string): { id: string; field: string } | null {
  const seen = new Set<string>();
  for (let id = from; !seen.has(id); ) {
    seen.add(id);
    const layer = nodes[id]?.layer;
    if (layer === undefined) return null;
    for (const field of ["out_channels", "out_features"]) if (field in layer) return { id, field };
    const [feeding, ...others] = edges.filter(({ target }) => target === id);
    const keeps = layerSpec(layer.kind).bead || /pool|norm/.test(layer.kind);
    if (!keeps || layer.kind === "flatten" || feeding === undefined || others.length > 0)
      return null;
    id = feeding.source;
  }
  return null;
}

function sameDepth({ network }: Told, { wires, sides: [one, other] }: Ends): (Mend | null)[] {
  const alike = one.length === other.length && one.slice(1).join() === other.slice(1).join();
  if (!alike || one[0] === other[0]) return [];
  return [[wires[1], one[0]] as const, [wires[0], other[0]] as const].map(
    ([wire, value = 1]): Mend | null => {
      const decides = deciding(network, wire.source);
      if (decides === null) return null;
      const { id, field } = decides;
      return {
        key: field === "out_channels" ? "channels" : "units",
        words: { node: id, value },
        edit: (graph) => edit.setField(graph, id, field, value),
        node: id,
      };
    },
  );
}

/** The picture among vectors becomes a vector. */
function flattened({ network }: Told, { wires, sides }: Ends): Mend | null {
  const at = sides.findIndex((each) => each.length === 3);
  const wire = wires[at];
  if (wire === undefined || sides.every((each) => each.length === 3)) return null;
  return into(network, wire, "flatten", {});
}

/** Larger pictures are pooled, where a whole number of times smaller is what they should be; else padded before. */
function sameSize({ network }: Told, { wires, sides: [one, other] }: Ends): (Mend | null)[] {
  const [first, second] = [one.slice(-2), other.slice(-2)];
  if (first.length < 2 || second.length < 2) return [];
  const larger = (first[0] ?? 0) > (second[0] ?? 0) ? 0 : 1;
  const [most, least] = larger === 0 ? [first, second] : [second, first];
  const ratio = most.map((side, at) => side / (least[at] ?? 1));
  if (ratio.every((each) => Number.isInteger(each)) && ratio.some((each) => each > 1)) {
    const pool = into(network, wires[larger], "max_pool2d", { kernel_size: ratio, stride: ratio });
    return [pool];
  }
  const missing = most.map((side, at) => (side - (least[at] ?? 0)) / 2);
  if (missing.every((each) => each === 0)) return [];
  return [padded(network, wires[1 - larger]?.source ?? "", missing)];
}

/** A convolution that keeps its pictures larger: the one that feeds the wire. */
function padded(network: Network, from: string, more: readonly number[]): Mend | null {
  const decides = deciding(network, from);
  const layer = network.nodes[decides?.id ?? ""]?.layer;
  const padding = layer?.padding;
  if (
    decides === null ||
    !Array.isArray(padding) ||
    !more.every((each) => each >= 0 && Number.isInteger(each))
  )
    return null;
  const value = padding.map((side, at) => Number(side) + (more[at] ?? 0));
  const [height, width] = value;
  return {
    key: "paddingOf",
    words: { node: decides.id, value: height === width ? `${height}` : `${height}×${width}` },
    edit: (graph) => edit.setField(graph, decides.id, "padding", value),
    node: decides.id,
  };
}

function into(
  network: Network,
  wire: Edge,
  kind: string,
  fields: Readonly<Record<string, number[]>>,
): Mend | null {
  const place = network.nodes[wire.target]?.position;
  if (place === undefined) return null;
  const id = freshId(network.nodes, kind);
  const layer = { ...defaultLayer(kind), ...fields };
  return {
    key: "insert",
    words: { kind },
    edit: (graph) => edit.insertOnWire(graph, wire, id, layer, place),
    node: id,
    at: place,
  };
}

/** What can't be added can often be laid side by side. */
function asConcat({ network, node }: Told): Mend | null {
  if (network.nodes[node]?.layer.kind !== "add") return null;
  const name = freshId(network.nodes, "concat");
  const put = (graph: Network): Network => {
    const turned = edit.renameNode(graph, node, name);
    const placed = turned.nodes[name];
    return placed === undefined
      ? graph
      : {
          ...turned,
          nodes: { ...turned.nodes, [name]: { ...placed, layer: defaultLayer("concat") } },
        };
  };
  return { key: "joinWith", words: { kind: "concat" }, edit: put, node: name, spare: true };
}

/** Every wire that arrives could be the one too many: the newest first. */
function partings({ network, node }: Told): Mend[] {
  const arriving = network.edges.filter(({ target }) => target === node);
  if (arriving.length < 2) return [];
  return arriving.reverse().map((wire) => ({ ...parting(wire), node, spare: true }));
}

/** One wire less. */
export function parting(wire: Edge): Omit<Mend, "node"> {
  return {
    key: "unwireFrom",
    words: { source: wire.source, node: wire.target },
    edit: (graph) => edit.disconnect(graph, [wire]),
  };
}

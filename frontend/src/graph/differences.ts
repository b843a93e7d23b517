/** What one experiment does otherwise than another: said of a run and the one before it. */
import { sameLayer } from "./compare";
import { datasetNameOf, type Experiment, networkOf } from "./experiment";
import { edgeId, type Network } from "./types";

export type Difference =
  | { readonly what: "dataset"; readonly from: string; readonly to: string }
  | { readonly what: "added" | "removed"; readonly nodes: readonly string[] }
  | { readonly what: "rewired" | "recorded" }
  /** The title of what the weights are from that its networks begin with; empty where they begin as drawn. */
  | { readonly what: "start"; readonly title: string }
  | { readonly what: "off" | "on"; readonly node: string }
  | {
      readonly what: "field";
      /** The layer whose field it is; empty for a setting of the training. */
      readonly node: string;
      /** The kind of that layer; empty for a setting. */
      readonly layer: string;
      /** Of a layer its name, of a setting its path in the document. */
      readonly field: string;
      readonly from: string;
      readonly to: string;
    };

/** Says nothing of what the run computes. */
const APART = new Set([
  "networks",
  "probes",
  "start",
  "title",
  "notes",
  "arrangement",
  "format",
  "variants",
]);

/** In the order in which a reader asks: the data, the network, the training, what is recorded. */
export function differences(before: Experiment, after: Experiment): Difference[] {
  const found: Difference[] = [];
  const shown = datasetNameOf(after);
  const [from, to] = [before.datasets[shown]?.kind, after.datasets[shown]?.kind];
  const other = from !== undefined && to !== undefined && from !== to;
  if (other) found.push({ what: "dataset", from, to });
  for (const role of new Set([...Object.keys(before.networks), ...Object.keys(after.networks)])) {
    found.push(...ofNetworks(networkOf(before, role), networkOf(after, role)));
  }
  if (!alike(before.start ?? {}, after.start ?? {}))
    found.push({ what: "start", title: origin(after) });
  // Of another dataset all is told.
  const settings = ({ datasets: { [shown]: told, ...datasets }, ...rest }: Experiment): object => ({
    datasets: other || told === undefined ? datasets : { [shown]: told, ...datasets },
    ...rest,
  });
  found.push(...ofFields("", settings(before), settings(after)));
  if (!alike(before.probes, after.probes)) found.push({ what: "recorded" });
  return found;
}

function ofNetworks(before: Network, after: Network): Difference[] {
  const found: Difference[] = [];
  const added = Object.keys(after.nodes).filter((id) => !Object.hasOwn(before.nodes, id));
  const removed = Object.keys(before.nodes).filter((id) => !Object.hasOwn(after.nodes, id));
  if (added.length > 0) found.push({ what: "added", nodes: added });
  if (removed.length > 0) found.push({ what: "removed", nodes: removed });
  for (const [id, { layer, off = false }] of Object.entries(after.nodes)) {
    const old = before.nodes[id];
    if (old === undefined) continue;
    if (!sameLayer(old.layer, layer)) found.push(...ofFields(id, old.layer, layer));
    if ((old.off ?? false) !== off) found.push({ what: off ? "off" : "on", node: id });
  }
  // With layers that came or went, other wires go without saying.
  const same = added.length + removed.length === 0;
  if (same && wires(before) !== wires(after)) found.push({ what: "rewired" });
  return found;
}

function origin({ start }: Experiment): string {
  const [first] = Object.values(start ?? {});
  return first === undefined ? "" : first.title || first.weights.slice(0, 8);
}

function wires({ edges }: Network): string {
  return edges.map(edgeId).sort().join(" ");
}

function ofFields(node: string, before: object, after: object, path = ""): Difference[] {
  const [old, now] = [before as Record<string, unknown>, after as Record<string, unknown>];
  // Of another kind: what its fields were says nothing.
  const layer = node === "" ? "" : String(now.kind);
  if (old.kind !== now.kind) return [changed({ node, layer, field: "kind" }, old.kind, now.kind)];
  const fields = [...new Set([...Object.keys(old), ...Object.keys(now)])];
  return fields.flatMap((name) => {
    const [from, to] = [old[name], now[name]];
    const field = `${path}${name}`;
    if ((node === "" && APART.has(field)) || alike(from, to)) return [];
    const whose = { node, layer, field };
    if (!isGroup(from) || !isGroup(to)) return [changed(whose, from, to)];
    return from.kind === to.kind
      ? ofFields(node, from, to, `${field}.`)
      : [changed(whose, from.kind, to.kind)];
  });
}

function isGroup(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

type Whose = { readonly node: string; readonly layer: string; readonly field: string };

function changed(whose: Whose, from: unknown, to: unknown): Difference {
  return { what: "field", ...whose, from: written(from), to: written(to) };
}

function written(value: unknown): string {
  // Of a list of things each is told by its kind and what it is set to: `crop 2 0 + flip 0.5`.
  if (isGroup(value)) return Object.values(value).map(written).join(" ");
  if (Array.isArray(value) && value.some(isGroup)) return value.map(written).join(" + ");
  if (Array.isArray(value)) return value.map(written).join("×");
  if (typeof value === "number") return String(value).replace("-", "\u2212");
  return value === "" ? "\u2013" : String(value ?? "\u2013");
}

const alike = (one: unknown, other: unknown) => JSON.stringify(one) === JSON.stringify(other);

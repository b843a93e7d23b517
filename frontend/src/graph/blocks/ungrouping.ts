/** A use of a block becomes its inside again: layers under names that are free, wires as they ran. */
import { group, groupByNode, pasteAnnotations } from "../annotating";
import { leaveGroups } from "../annotations";
import { layerSpec } from "../catalogue";
import { cut, rounded } from "../edit";
import { blocksOf, type Experiment, networkOf, rolesOf, withNetwork } from "../experiment";
import { freshId, isNodeId } from "../names";
import {
  givesWires,
  type PortRef,
  sourcePort,
  takesWires,
  targetPort,
  wireBetween,
} from "../ports";
import { withOff } from "../switching";
import type { Block, Edge, FieldValue, GraphNode, Layer, Network, Position } from "../types";
import {
  argumentsOf,
  type Blocks,
  blockOf,
  isUse,
  repeatOf,
  seedsOf,
  usedBlocks,
  withBlocks,
  withSeeds,
} from "./definitions";

export interface Ungrouped {
  readonly experiment: Experiment;
  /** What came out, by the names in its network. */
  readonly nodes: readonly string[];
  /** Whether all first weights are drawn as before. */
  readonly sameWeights: boolean;
  /** Whether what was switched off as a whole works again. */
  readonly works: boolean;
}

/** Whether a layer of the block can be switched off by itself, by its name there. */
type Passes = (inside: string) => boolean;

/**
 * The document with the inside of a use in its place; null where there is no such block. Of one that is switched off all
 * layers are, if each of them can be.
 */
export function ungrouped(
  experiment: Experiment,
  role: string,
  use: string,
  passes: Passes = () => true,
): Ungrouped | null {
  const network = networkOf(experiment, role);
  const layer = network.nodes[use]?.layer;
  const blocks = blocksOf(experiment);
  const block = layer && isUse(layer) ? blocks[blockOf(layer)] : undefined;
  if (!layer || !block) return null;
  const { network: opened, nodes, sameWeights } = new Opening(network, use, layer, block).result();
  const isOff = network.nodes[use]?.off === true;
  const works = isOff && !middleOf(block).every(passes);
  const whole = withNetwork(
    experiment,
    role,
    isOff && !works ? withOff(opened, nodes, true) : opened,
  );
  return { experiment: withoutUnused(whole, blockOf(layer)), nodes, sameWeights, works };
}

/** The names of what stands between the ends. */
const middleOf = ({ network }: Block): string[] =>
  Object.entries(network.nodes)
    .filter(([, { layer }]) => takesWires(layer.kind) && givesWires(layer.kind))
    .map(([id]) => id);

/** Nobody keeps a block that stands nowhere. */
function withoutUnused(experiment: Experiment, name: string): Experiment {
  const blocks = blocksOf(experiment);
  const { [name]: _gone, ...others } = blocks;
  const stands = ({ nodes }: Pick<Network, "nodes">) =>
    usedBlocks(blocks, { nodes }).includes(name);
  const used =
    rolesOf(experiment).some((role) => stands(networkOf(experiment, role))) ||
    Object.values(others).some(({ network }) => stands(network));
  return used ? experiment : withBlocks(experiment, others);
}

/** The layer with the values of the block's parameters in the fields that are bound to them. */
export function boundLayer(block: Block, layer: Layer, name: string, given: Layer): Layer {
  const values: Blocks[string]["parameters"] = { ...block.parameters, ...argumentsOf(given) };
  let filled = layer;
  for (const [path, parameter] of Object.entries(block.bindings)) {
    const value = values[parameter];
    if (!path.startsWith(`${name}.`) || value === undefined) continue;
    const field = path.slice(name.length + 1);
    const argument = /^arguments\.(.*)$/.exec(field)?.[1];
    if (argument !== undefined)
      filled = { ...filled, arguments: { ...argumentsOf(filled), [argument]: value } };
    else filled = { ...filled, [field]: inBothSides(layer, field, value) };
  }
  return filled;
}

function inBothSides({ kind }: Layer, field: string, value: number): FieldValue {
  const spec = layerSpec(kind).fields.find(({ name }) => name === field);
  return spec?.type === "pair" ? [value, value] : value;
}

/** How far one copy stands from the next. */
const BETWEEN = 160;
const ROW = 60;

class Opening {
  private readonly ends: {
    readonly inputs: readonly string[];
    readonly outputs: readonly string[];
  };
  private readonly middle: readonly string[];
  private readonly taken: Set<string>;
  private readonly nodes: Record<string, GraphNode> = {};
  private readonly edges: Edge[] = [];
  private readonly copies: Map<string, string>[] = [];
  private sameWeights = true;

  constructor(
    private readonly network: Network,
    private readonly use: string,
    private readonly layer: Layer,
    private readonly block: Block,
  ) {
    const inside = Object.entries(block.network.nodes);
    const inputs = inside.filter(([, node]) => !takesWires(node.layer.kind)).map(([id]) => id);
    const outputs = inside.filter(([, node]) => !givesWires(node.layer.kind)).map(([id]) => id);
    this.ends = { inputs, outputs };
    this.middle = middleOf(block);
    this.taken = new Set(Object.keys(network.nodes).filter((id) => id !== use));
  }

  result(): { network: Network; nodes: string[]; sameWeights: boolean } {
    let entering = this.entering();
    for (let copy = 0; copy < repeatOf(this.layer); copy++) {
      this.put(copy);
      const leaving = this.wire(copy, entering);
      // Only a block with one way in and one way out stands in a row.
      const [input = "", output = ""] = [this.ends.inputs[0], this.ends.outputs[0]];
      if (copy + 1 < repeatOf(this.layer)) entering = new Map([[input, leaving.get(output)]]);
      else this.lead(leaving);
    }
    const { [this.use]: _gone, ...others } = this.network.nodes;
    const around = this.makingRoom(others);
    const whole = { ...this.network, nodes: { ...around, ...this.nodes }, edges: this.edges };
    const nodes = this.copies.flatMap((names) => [...names.values()]);
    return { network: this.framed(whole, nodes), nodes, sameWeights: this.sameWeights };
  }

  /** What arrives at each input of the block; and the wires that have nothing to do with the use. */
  private entering(): Map<string, PortRef | undefined> {
    const { inputs } = this.ends;
    const alone = inputs.length === 1;
    const entering = new Map<string, PortRef | undefined>();
    for (const edge of this.network.edges) {
      if (edge.target !== this.use) {
        this.edges.push(edge);
        continue;
      }
      const input = alone ? inputs[0] : inputs.find((id) => id === targetPort(edge).port);
      if (input !== undefined) entering.set(input, sourcePort(edge));
    }
    return entering;
  }

  private put(copy: number): void {
    const names = new Map<string, string>();
    this.copies.push(names);
    const shift = this.shiftOf(copy);
    for (const inside of this.middle) {
      const node = this.block.network.nodes[inside];
      if (!node) continue;
      const former = this.formerly(copy, inside);
      const name = this.free(former, inside, node.layer.kind);
      names.set(inside, name);
      const bound = boundLayer(this.block, node.layer, inside, this.layer);
      const layer = this.drawnAsBefore(bound, copy, inside, former, name);
      const { x, y } = node.position;
      const position = rounded({ x: x + shift.x, y: y + shift.y });
      this.nodes[name] = { ...node, layer, position };
    }
  }

  /** What it was called before it was in the block, if that is free; else its name in it; else a new one. */
  private free(former: string, inside: string, kind: string): string {
    const name =
      [former, inside].find((each) => isNodeId(each) && !this.taken.has(each)) ??
      freshId(this.taken, kind);
    this.taken.add(name);
    return name;
  }

  /** By which name the weights of something inside are drawn: what is kept of the nearest that it stands in, else its path. */
  private formerly(copy: number, inside: string): string {
    const seeds = seedsOf(this.layer);
    const parts = `${copy}/${inside}`.split("/");
    for (let length = parts.length; length > 0; length--) {
      const kept = seeds[parts.slice(0, length).join("/")];
      if (kept !== undefined) return [kept, ...parts.slice(length)].join("/");
    }
    return `${this.use}/${repeatOf(this.layer) > 1 ? `${copy}/` : ""}${inside}`;
  }

  /** A layer is drawn by its name; a use of another block keeps what its inside was drawn by. */
  private drawnAsBefore(
    layer: Layer,
    copy: number,
    inside: string,
    former: string,
    name: string,
  ): Layer {
    if (!isUse(layer)) {
      this.sameWeights &&= former === name;
      return layer;
    }
    const seeds: Record<string, string> = {};
    const several = repeatOf(layer) > 1 || `${inside}.repeat` in this.block.bindings;
    if (former !== name || several !== repeatOf(layer) > 1)
      for (let at = 0; at < repeatOf(layer); at++)
        seeds[`${at}`] = several ? `${former}/${at}` : former;
    for (const [path, kept] of Object.entries(seedsOf(layer)))
      seeds[path] = this.formerly(copy, kept);
    const start = `${copy}/${inside}/`;
    for (const [path, kept] of Object.entries(seedsOf(this.layer))) {
      if (!path.startsWith(start)) continue;
      const rest = path.slice(start.length);
      seeds[several ? rest : `0/${rest}`] = kept;
    }
    return withSeeds(layer, seeds);
  }

  /** The wires inside of a copy; what leaves it, by output. */
  private wire(
    copy: number,
    entering: ReadonlyMap<string, PortRef | undefined>,
  ): Map<string, PortRef | undefined> {
    const names = this.copies[copy];
    const leaving = new Map<string, PortRef | undefined>();
    for (const edge of this.block.network.edges) {
      const { node, port } = sourcePort(edge);
      const named = names?.get(node);
      const from = named === undefined ? entering.get(node) : { node: named, port };
      const target = names?.get(edge.target);
      if (target !== undefined && from !== undefined)
        this.edges.push(wireBetween(from, { node: target, port: targetPort(edge).port }));
      if (this.ends.outputs.includes(edge.target)) leaving.set(edge.target, from);
    }
    return leaving;
  }

  /** The wires from the use on, in their places: what is given several wires tells them apart by their order. */
  private lead(leaving: ReadonlyMap<string, PortRef | undefined>): void {
    const { outputs } = this.ends;
    const led = this.edges.flatMap((edge): Edge[] => {
      if (edge.source !== this.use) return [edge];
      const { port } = sourcePort(edge);
      const output = outputs.length === 1 ? outputs[0] : outputs.find((id) => id === port);
      const from = leaving.get(output ?? "");
      return from === undefined ? [] : [wireBetween(from, targetPort(edge))];
    });
    this.edges.splice(0, this.edges.length, ...led);
  }

  private get span(): { readonly left: number; readonly width: number; readonly y: number } {
    const places = this.middle.flatMap((id) => this.block.network.nodes[id]?.position ?? []);
    if (places.length === 0) return { left: 0, width: 0, y: 0 };
    const xs = places.map(({ x }) => x);
    return {
      left: Math.min(...xs),
      width: Math.max(...xs) - Math.min(...xs),
      y: places[0]?.y ?? 0,
    };
  }

  private shiftOf(copy: number): Position {
    const { left, width, y } = this.span;
    const at = this.network.nodes[this.use]?.position ?? { x: 0, y: 0 };
    return { x: at.x - left + copy * (width + BETWEEN), y: at.y - y };
  }

  /** What stands right of the use makes way. */
  private makingRoom(others: Network["nodes"]): Record<string, GraphNode> {
    const at = this.network.nodes[this.use]?.position ?? { x: 0, y: 0 };
    const { width } = this.span;
    const more = repeatOf(this.layer) * (width + BETWEEN) - BETWEEN;
    return Object.fromEntries(
      Object.entries(others).map(([id, node]) => {
        const { x, y } = node.position;
        const behind = x > at.x && Math.abs(y - at.y) < ROW;
        return [id, behind ? { ...node, position: { x: x + more, y } } : node];
      }),
    );
  }

  /** The frames and comments inside come along, and the frame around the use holds what came out of it. */
  private framed(network: Network, nodes: readonly string[]): Network {
    const frame = groupByNode(this.network).get(this.use);
    const title = frame === undefined ? "" : (this.network.groups?.[frame]?.title ?? "");
    const around = frame === undefined ? [] : (this.network.groups?.[frame]?.nodes ?? []);
    let framed = leaveGroups(network, [this.use]);
    if (frame !== undefined && nodes.length > 0) {
      const members = [...around.filter((id) => id !== this.use), ...nodes];
      framed = group(framed, members, title)[0];
    }
    const inside = this.block.network;
    const clip = cut(inside, this.middle, Object.keys(inside.comments ?? {}));
    const shift = this.shiftOf(0);
    const moved = ({ x, y }: Position) => rounded({ x: x + shift.x, y: y + shift.y });
    return this.copies.reduce(
      (so, names, copy) =>
        pasteAnnotations(
          so,
          copy === 0 ? clip : { ...clip, comments: {} },
          names,
          moved,
          () => "",
        )[0],
      framed,
    );
  }
}

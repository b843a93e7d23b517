/** The canvas of several networks: a frame around each, and double lines for what the algorithm leads from one to the other. */
import type { i18n, TFunction } from "i18next";
import { totalsOf } from "@/graph/checkStore";
import { besideOf, detours, type Wire } from "@/graph/detours";
import type { Experiment } from "@/graph/experiment";
import { endsBetween, rectOf } from "@/graph/geometry";
import { dataItem, roleItem } from "@/graph/items";
import { givesWires, takesWires } from "@/graph/ports";
import { overlap, type Rect } from "@/graph/rects";
import { frameAround, withEmpty } from "@/graph/roleFrames";
import { type Bends, type Ends, wireRects } from "@/graph/routing";
import { startOf } from "@/graph/sheet";
import type { CheckedExperiment } from "@/schema/checked";
import { setupCatalogue } from "@/schema/setupCatalogue.gen";
import type { CanvasNode } from "../annotations/annotationNodes";
import type { LayerFlowNode, WireFlowEdge } from "../canvas/flow";
import { chipAt, fromData, fromNetwork, type HandedPlace } from "./handed";
import type { HandedFlowNode, RoleFlowNode } from "./roleNodes";

interface DeclaredWire {
  readonly carries: string;
  readonly target: string;
  readonly source: string;
  readonly part: string;
}

/** What is on the canvas, and what is said of it. */
export interface Subject {
  readonly document: Experiment;
  readonly roles: readonly string[];
  readonly answer: CheckedExperiment | null;
  readonly current: string;
  readonly say: {
    readonly t: TFunction<"editor">;
    readonly i18n: Pick<i18n, "exists">;
    readonly name: (role: string) => string;
  };
}

/** What is said of frames, and of what the algorithm leads into them. */
function wordsOf({ document: { algorithm, datasets }, say: { t, i18n, name } }: Subject) {
  const columns: Readonly<Record<string, unknown>> = { ...algorithm };
  return {
    name,
    label: (role: string, count: number) => t("network.label", { role: name(role), count }),
    role: t("roles.network"),
    carries: (what: string): string =>
      i18n.exists(`network.carries.${what}`, { ns: "editor" })
        ? t(`network.carries.${what as "real"}`)
        : what,
    data: (part: string) => {
      const [dataset = ""] = String(columns[part] ?? "").split(".");
      return t(`datasets.${datasets[dataset]?.kind ?? "mnist"}`);
    },
    hint: t("network.hint", { algorithm: t(`network.by.${algorithm.kind}`) }),
  };
}

const UPPER_LEFT: [number, number] = [0, 0];
/** How far from the frame that it leaves a line goes over to another. */
const FROM_FRAME = 24;

/** What its algorithm declares of an experiment: nothing where it is from a newer Layerlab. */
function wiresOf({ algorithm }: Experiment): readonly DeclaredWire[] {
  const known: Readonly<Record<string, { readonly wires?: readonly DeclaredWire[] }>> =
    setupCatalogue.algorithms;
  return known[algorithm.kind]?.wires ?? [];
}

/** Frames first: they stand behind everything. */
export function framed(
  nodes: CanvasNode[],
  edges: readonly WireFlowEdge[],
  subject: Subject,
): CanvasNode[] {
  const { document, roles } = subject;
  const words = wordsOf(subject);
  const layers = nodes.filter((node) => node.type === "layer");
  const parts = roles.map((role) => {
    const start = startOf({ document }, role);
    return { role, layers: layers.filter(({ id }) => id.startsWith(start)) };
  });
  const rects = withEmpty(
    parts.map((part) =>
      frameAround([
        ...held(part.layers, startOf({ document }, part.role), nodes),
        ...lines(part.layers, edges),
      ]),
    ),
  );
  const frames = new Map(parts.map(({ role }, at) => [role, rects[at] as Rect]));
  return [
    ...parts.map((part) => frameNode(part, frames.get(part.role) as Rect, subject, words)),
    ...handedNodes(layers, frames, document, words),
    ...nodes,
  ];
}

/** What stands in a frame: layers, comments, and the frames of groups. */
function held(
  layers: readonly LayerFlowNode[],
  start: string,
  nodes: readonly CanvasNode[],
): Rect[] {
  const own = layers.map(({ position, data }) => rectOf(position, data.box));
  const others = nodes.flatMap(({ type, id, position, width = 0, height = 0 }): Rect[] => {
    const ours = id.startsWith(`comment:${start}`) || id.startsWith(`group:${start}`);
    return (type === "comment" || type === "frame") && ours ? [{ ...position, width, height }] : [];
  });
  return [...own, ...others];
}

const standing = ({ position, data: { layer, box } }: LayerFlowNode) => ({ position, layer, box });

/** The wires that run in it. */
function lines(layers: readonly LayerFlowNode[], edges: readonly WireFlowEdge[]): Rect[] {
  const known = new Map(layers.map((layer) => [layer.id, layer]));
  return edges.flatMap(({ data }) => {
    const [from, to] = [known.get(data?.wire.source ?? ""), known.get(data?.wire.target ?? "")];
    if (!data || !from || !to) return [];
    return wireRects(endsBetween(data.wire, standing(from), standing(to)), data.bends);
  });
}

function frameNode(
  { role, layers }: { readonly role: string; readonly layers: readonly LayerFlowNode[] },
  { x, y, width, height }: Rect,
  { answer, current }: Subject,
  words: ReturnType<typeof wordsOf>,
): RoleFlowNode {
  return {
    id: roleItem(role),
    type: "role",
    data: {
      role,
      name: words.name(role),
      parameters: totalsOf(answer?.networks[role])?.parameters,
      current: role === current,
      empty: layers.length === 0,
    },
    position: { x, y },
    origin: UPPER_LEFT,
    width,
    height,
    measured: { width, height },
    handles: [],
    zIndex: -2,
    selectable: false,
    dragHandle: ".role-head",
    style: { pointerEvents: "none" },
    ariaLabel: words.label(role, layers.length),
    domAttributes: { "aria-roledescription": words.role },
  };
}

function handedNodes(
  layers: readonly LayerFlowNode[],
  frames: ReadonlyMap<string, Rect>,
  document: Experiment,
  words: ReturnType<typeof wordsOf>,
): HandedFlowNode[] {
  const ends = (role: string) => {
    const own = layers.filter(({ id }) => id.startsWith(startOf({ document }, role)));
    const kind = ({ data }: LayerFlowNode) => data.layer.kind;
    return {
      entry: own.find((layer) => !takesWires(kind(layer))),
      answer: own.find((layer) => !givesWires(kind(layer))),
    };
  };
  const before = new Map<string, number>();
  const chips = wiresOf(document).flatMap(({ source, target }) => {
    const frame = frames.get(target);
    return source === "" && frame ? [chipAt(frame, 0)] : [];
  });
  return wiresOf(document).flatMap(({ carries, target, source, part }): HandedFlowNode[] => {
    const { entry } = ends(target);
    const frame = frames.get(target);
    if (!entry || !frame) return [];
    const { answer } = ends(source);
    if (source !== "" && !answer) return [];
    const nth = before.get(target) ?? 0;
    if (source === "") before.set(target, nth + 1);
    const place =
      source === "" || !answer
        ? fromData(frame, entryOf(entry), nth)
        : fromNetwork(bent(answer, entry, layers, [frames.get(source) ?? frame, frame], chips));
    const wrong = answer !== undefined && source !== "" && answer.data.problem !== null;
    const said = {
      carries: words.carries(carries),
      from: source === "" ? words.data(part) : "",
      hint: words.hint,
      wrong,
    };
    return [handedNode(dataItem(`${source}${part}>${target}`), place, said)];
  });
}

const entryOf = ({ position }: LayerFlowNode) => position;

/** From the answer of one network to where samples enter another: over between their frames, and round what stands in its way. */
function bent(
  from: LayerFlowNode,
  to: LayerFlowNode,
  layers: readonly LayerFlowNode[],
  [own, other]: readonly [Rect, Rect],
  chips: readonly Rect[],
): { ends: Ends; bends: Bends | undefined } {
  const wire = { source: from.id, target: to.id };
  const ends = endsBetween(wire, standing(from), standing(to));
  const rects = layers.map((layer) => [layer.id, rectOf(layer.position, layer.data.box)] as const);
  const between = own.x + own.width;
  if (between < other.x) {
    const over = between + FROM_FRAME;
    const bends = { out: over, lane: null, back: over };
    const inWay = rects.some(
      ([id, rect]) =>
        id !== from.id &&
        id !== to.id &&
        wireRects(ends, bends).some((line) => overlap(line, rect)),
    );
    if (!inWay) return { ends, bends };
  }
  const around: Wire = { ...wire, ...ends };
  const [bends] = detours([around], inWayOf(rects, chips), besideOf([], [own, other])).values();
  return { ends, bends };
}

/** What names the data is run round as layers are. */
const inWayOf = (
  layers: readonly (readonly [string, Rect])[],
  chips: readonly Rect[],
): ReadonlyMap<string, Rect> =>
  new Map([...layers, ...chips.map((chip, at) => [dataItem(String(at)), chip] as const)]);

function handedNode(
  id: string,
  { at, size, ...place }: HandedPlace,
  said: Pick<HandedFlowNode["data"], "carries" | "from" | "hint" | "wrong">,
): HandedFlowNode {
  return {
    id,
    type: "handed",
    data: { ...place, ...said, size },
    position: at,
    origin: UPPER_LEFT,
    ...size,
    measured: size,
    handles: [],
    // What does not fit is seen over what does.
    zIndex: said.wrong ? 0 : -1,
    selectable: false,
    draggable: false,
    focusable: false,
    style: { pointerEvents: "none" },
  };
}

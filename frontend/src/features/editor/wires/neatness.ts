/** A network that stands as auto layout puts it goes on standing so while it is edited; one moved by hand is left alone. */

import { endReports, endsInside } from "@/graph/blocks/openedEnds";
import { carriedComments } from "@/graph/carry";
import { type CheckState, checkStore } from "@/graph/checkStore";
import { currentSheet, type DocumentStore, documentStore } from "@/graph/documentStore";
import { type Experiment, sameForCheck } from "@/graph/experiment";
import { apart, inFrames } from "@/graph/framing";
import { boxes, CANVAS_RATIO, type NameWidth, type NodeBox, usualWidth } from "@/graph/geometry";
import { autoLayout, branches, type IsLabelled, isTidy, type LayBranches } from "@/graph/layout";
import { areSeveral, type Lying, onSheet, partOf, partsOf, sheetOf } from "@/graph/sheet";
import type { Boxes } from "@/graph/taken";
import type { Network, Position } from "@/graph/types";
import { changesValue } from "../canvas/flow";
import { editorStore, toggleBead } from "../editorStore";

type Places = Record<string, Position>;

/** One network of the sheet. */
interface Part {
  readonly network: Network;
  readonly places: Places;
  /** Nothing was moved by hand. */
  readonly neat: boolean;
}

interface Laid {
  readonly sheet: Network;
  readonly boxes: Boxes;
  readonly parts: readonly Part[];
}

/** What is known of the layers of the sheet: how large they are drawn. */
export function boxesOf(
  lying: Lying,
  known: CheckState,
  nameWidth?: NameWidth,
): Map<string, NodeBox> {
  const outputs = onSheet(lying, (role) => known.outputs[role]);
  const { openedBeads } = editorStore.getState();
  const given = (id: string) => outputs[id] ?? null;
  return boxes(sheetOf(lying), given, openedBeads, nameWidth, endsInside(lying));
}

let layBranches: LayBranches | undefined;

/** The library for branching networks comes with the first of them. */
async function prepare(network: Network): Promise<void> {
  if (layBranches !== undefined || !branches(network)) return;
  ({ layBranches } = await import("@/graph/branches"));
}

/** The parts of the sheet that the layout puts in place, each by itself. */
function networksOn(lying: Lying): Network[] {
  const sheet = sheetOf(lying);
  return partsOf(lying).map(({ start }) => partOf(sheet, start));
}

function labelled(lying: Lying): IsLabelled {
  const { answer } = checkStore.getState();
  const known = (role: string) => answer?.networks[role]?.nodes;
  const reports = { ...onSheet(lying, known), ...endReports(lying, known) };
  const { nodes } = sheetOf(lying);
  return (id) => {
    const layer = nodes[id]?.layer;
    // A layer that was not checked yet most likely changes the value.
    return layer !== undefined && (!reports[id] || changesValue({ layer, report: reports[id] }));
  };
}

/** Width over height of the share of the canvas that each network has where they stand side by side, and one below the other. */
const sharesFor = (parts: number): number[] =>
  parts > 1 ? [CANVAS_RATIO / parts, CANVAS_RATIO * parts] : [CANVAS_RATIO];

function layOut(lying: Lying): Laid {
  const known = checkStore.getState();
  const sizes = boxesOf(lying, known);
  // Laid out where names were narrower, by a preset or in another browser, it is neat all the same.
  const usual = boxesOf(lying, known, usualWidth);
  const isLabelled = labelled(lying);
  const networks = networksOn(lying);
  const parts = networks.map((network): Part => {
    const several = areSeveral(lying);
    const laid = (by: Boxes, ratio: number) => {
      const places = autoLayout(network, by, isLabelled, layBranches, ratio);
      return several ? whereItStands(network, places) : places;
    };
    const shares = sharesFor(several ? networks.length : 1);
    // Documents from before networks shared a canvas had all of it for each.
    const ratios = several ? [...shares, CANVAS_RATIO] : shares;
    for (const ratio of ratios) {
      const places = laid(sizes, ratio);
      const neat = () => isTidy(network, places);
      const asUsual = () => !sameSizes(usual, sizes) && isTidy(network, laid(usual, ratio));
      if (neat() || asUsual()) return { network, places, neat: true };
    }
    return { network, places: laid(sizes, ratios[0] ?? CANVAS_RATIO), neat: false };
  });
  return { sheet: sheetOf(lying), boxes: sizes, parts };
}

/** One of several networks may stand anywhere on the canvas: it is laid out from its first layer. */
function whereItStands({ nodes }: Network, places: Places): Places {
  const [first] = Object.keys(nodes);
  const [here, there] = [nodes[first ?? ""]?.position, places[first ?? ""]];
  if (!here || !there) return places;
  return shiftedBy(places, { x: here.x - there.x, y: here.y - there.y });
}

const shiftedBy = (places: Places, by: Position): Places =>
  Object.fromEntries(
    Object.entries(places).map(([id, { x, y }]) => [id, { x: x + by.x, y: y + by.y }]),
  );

function current(): Laid | null {
  const lying = documentStore.getState();
  return lying.document && layOut(lying);
}

/** Sets all networks as text: the `A` key. `quietly`: no step of undo. */
export async function tidy(quietly = false): Promise<void> {
  await setAnew(quietly);
  editorStore.setState(({ tidied }) => ({ tidied: tidied + 1 }));
}

async function setAnew(quietly: boolean): Promise<void> {
  await prepare(currentSheet());
  const lying = documentStore.getState();
  if (lying.document === null) return;
  const sizes = boxesOf(lying, checkStore.getState());
  const isLabelled = labelled(lying);
  const networks = networksOn(lying);
  const several = areSeveral(lying);
  const ways = sharesFor(several ? networks.length : 1).map((ratio) =>
    networks.map((network) => autoLayout(network, sizes, isLabelled, layBranches, ratio)),
  );
  const places = several ? inFrames(networks, ways, sizes) : Object.assign({}, ...(ways[0] ?? []));
  lying.move(withComments(sheetOf(lying), places, sizes), quietly);
}

/** Where comments go with the layers that the layout moves. */
const withComments = (sheet: Network, places: Places, sizes: Boxes): Places => ({
  ...places,
  ...carriedComments(sheet, places, sizes),
});

/** Moves neat parts to where the layout puts them, and frames off each other; belongs to the edit before it. */
function straighten({ sheet, boxes: sizes }: Laid, parts: readonly Part[]): void {
  const places = Object.assign({}, ...parts.map((part) => part.places)) as Places;
  const { move } = documentStore.getState();
  if (parts.length > 0) move(withComments(sheet, places, sizes), true);
  keepApart();
}

/** No network lies over another, wherever it was moved or however it grew. Answers whether one had to make way. */
export function keepApart(): boolean {
  const lying = documentStore.getState();
  if (lying.document === null || lying.readOnly) return false;
  if (!areSeveral(lying)) return false;
  const networks = networksOn(lying);
  const places = apart(networks, boxesOf(lying, checkStore.getState()));
  if (places !== null) lying.move(places, true);
  return places !== null;
}

/** An edit that wants room, such as a frame: a neat network makes it, in the same step. */
export function keepingNeat(edit: () => void): void {
  const before = current();
  edit();
  const now = current();
  if (before === null || now === null) return;
  straighten(
    now,
    now.parts.filter((_, at) => before.parts[at]?.neat),
  );
}

/** Opens a bead as a tile, or closes it; a neat network makes room. */
export function openOrCloseBead(id: string): void {
  const before = current();
  toggleBead(id);
  const at = before?.parts.findIndex(({ network }) => Object.hasOwn(network.nodes, id)) ?? -1;
  if (before === null || before.parts[at]?.neat !== true) return;
  void prepare(before.sheet).then(() => {
    const now = current();
    const part = now?.parts[at];
    if (!now || !part) return;
    documentStore.getState().move(withComments(now.sheet, part.places, now.boxes));
    keepApart();
  });
}

/** True where nothing was moved by hand: in the network of a layer, or in all of them. */
export function isNeat(id?: string): boolean {
  const parts = current()?.parts ?? [];
  const asked = parts.filter(({ network }) => id === undefined || Object.hasOwn(network.nodes, id));
  return asked.every(({ neat }) => neat);
}

function sameSizes(one: Boxes, other: Boxes): boolean {
  return (
    one.size === other.size &&
    [...one].every(([id, box]) => {
      const { width, height } = other.get(id) ?? {};
      return box.width === width && box.height === height;
    })
  );
}

/** New nodes are placed by the layout only when they are wired; the others stand where they were. */
function onlyGrew(before: Network, after: Network): boolean {
  return Object.entries(after.nodes).every(([id, { position }]) => {
    const old = before.nodes[id]?.position;
    if (old) return old.x === position.x && old.y === position.y;
    return after.edges.some(({ source, target }) => source === id || target === id);
  });
}

/** A network that was written rather than drawn has all its nodes in one place. */
function isPiled({ nodes }: Network): boolean {
  const places = new Set(Object.values(nodes).map(({ position: { x, y } }) => `${x} ${y}`));
  return places.size === 1 && Object.keys(nodes).length > 1;
}

/** The same layers with fewer wires: nothing may run away from under the hand that is about to wire them anew. */
function onlyLostWires(before: Network, after: Network): boolean {
  const [old, kept] = [Object.keys(before.nodes), Object.keys(after.nodes)];
  return (
    after.edges.length < before.edges.length &&
    old.length === kept.length &&
    kept.every((id) => id in before.nodes)
  );
}

/** Whether an edit gave a neat part other wires or other sizes, and left its places alone. */
function wantsRoom(part: Part, last: Part | undefined, resized: (id: string) => boolean): boolean {
  if (last === undefined || onlyLostWires(last.network, part.network)) return false;
  const { nodes, edges } = part.network;
  const rewired =
    edges.length !== last.network.edges.length ||
    edges.some((edge, at) => edge !== last.network.edges[at]) ||
    Object.keys(nodes).length !== Object.keys(last.network.nodes).length;
  if (!rewired && !Object.keys(nodes).some(resized)) return false;
  if (!last.neat || !onlyGrew(last.network, part.network)) return false;
  return !isTidy(part.network, part.places, 0);
}

/** After each check: a network that was neat, and whose places the edit left alone, is set anew. Belongs to the edit. */
export function keepNeat(store: DocumentStore): () => void {
  let before: Laid | null = null;
  let about: Experiment | null = null;

  const settle = (checked: Experiment) => {
    const { document, opened, readOnly } = store.getState();
    if (document === null) return;
    // What was moved, or written beside the layers, since the question was asked is no other network.
    const newest = sameForCheck(checked, document);
    const now = layOut({ document: newest ? document : checked, opened });
    const last = before;
    before = now;
    if (readOnly || !newest) return;
    if (last === null) {
      // Opened, not edited: there is nothing to undo.
      if (now.parts.some(({ network }) => isPiled(network))) void tidy(true);
      else if (keepApart()) editorStore.setState(({ setApart }) => ({ setApart: setApart + 1 }));
      return;
    }
    const resized = (id: string) => {
      const [box, old] = [now.boxes.get(id), last.boxes.get(id)];
      return box?.width !== old?.width || box?.height !== old?.height;
    };
    const parts = now.parts.filter((part, at) => wantsRoom(part, last.parts[at], resized));
    straighten(now, parts);
    const settled = store.getState();
    if (settled.document !== null && settled.document !== document) before = layOut(settled);
  };

  const asked = (checked: Experiment) => {
    const sheet = sheetOf({ document: checked, opened: store.getState().opened });
    if (layBranches !== undefined || !branches(sheet)) return settle(checked);
    void prepare(sheet).then(() => checkStore.getState().about === checked && settle(checked));
  };

  /** Another part of the document lies on the canvas: no edit either. One that was written rather than drawn is set. */
  const entered = async () => {
    await prepare(sheetOf(store.getState()));
    const { document, readOnly } = store.getState();
    if (before === null || document === null) return;
    before = layOut(store.getState());
    if (!readOnly && before.parts.some(({ network }) => isPiled(network))) void tidy(true);
  };

  // Moved by hand, by layout or for a frame: the next edit starts from there.
  const stopMoves = store.subscribe((now, { document: old, aside: was, opened: shown }) => {
    const { document, aside, opened } = now;
    if (opened !== shown) {
      void entered();
      return;
    }
    // The network of a run is on the canvas now: no edit, and nothing to compare it with.
    if ((aside === null) !== (was === null)) before = null;
    if (before === null || about === null || document === null || document === old) return;
    const { nodes, groups } = sheetOf(now);
    const moved = nodes !== before.sheet.nodes || groups !== before.sheet.groups;
    if (moved && sameForCheck(about, document)) before = layOut(now);
  });

  const look = ({ about: checked }: CheckState) => {
    if (checked === null || checked === about) return;
    about = checked;
    asked(checked);
  };
  look(checkStore.getState());
  const stopChecks = checkStore.subscribe(look);
  return () => {
    stopMoves();
    stopChecks();
  };
}

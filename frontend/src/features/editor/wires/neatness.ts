/** A network that stands as auto layout puts it goes on standing so while it is edited; one moved by hand is left alone. */

import { carriedComments } from "@/graph/carry";
import { type CheckState, checkStore } from "@/graph/checkStore";
import { type DocumentStore, documentStore } from "@/graph/documentStore";
import { type Experiment, networkOf, sameForCheck } from "@/graph/experiment";
import { boxes, type NameWidth, type NodeBox, usualWidth } from "@/graph/geometry";
import { autoLayout, branches, isTidy, type LayBranches } from "@/graph/layout";
import type { Boxes } from "@/graph/taken";
import type { Network, Position } from "@/graph/types";
import { changesValue } from "../canvas/flow";
import { editorStore, openedBeadsOf, toggleBead } from "../editorStore";

interface Laid {
  readonly network: Network;
  readonly boxes: Boxes;
  readonly places: Record<string, Position>;
  /** Nothing was moved by hand. */
  readonly neat: boolean;
}

export function boxesOf(
  network: Network,
  role: string,
  known: CheckState,
  nameWidth?: NameWidth,
): Map<string, NodeBox> {
  const outputs = known.outputs[role] ?? {};
  return boxes(network, (id) => outputs[id] ?? null, openedBeadsOf(role), nameWidth);
}

let layBranches: LayBranches | undefined;

/** The library for branching networks comes with the first of them. */
async function prepare(network: Network): Promise<void> {
  if (layBranches !== undefined || !branches(network)) return;
  ({ layBranches } = await import("@/graph/branches"));
}

function layOut(network: Network, role: string): Laid {
  const known = checkStore.getState();
  const reports = known.answer?.networks[role]?.nodes;
  const sizes = boxesOf(network, role, known);
  const isLabelled = (id: string) => {
    const layer = network.nodes[id]?.layer;
    // A layer that was not checked yet most likely changes the value.
    return layer !== undefined && (!reports?.[id] || changesValue({ layer, report: reports[id] }));
  };
  const places = autoLayout(network, sizes, isLabelled, layBranches);
  const asUsual = () => {
    // Laid out where names were narrower, by a preset or in another browser, it is neat all the same.
    const usual = boxesOf(network, role, known, usualWidth);
    if (sameSizes(usual, sizes)) return false;
    return isTidy(network, autoLayout(network, usual, isLabelled, layBranches));
  };
  return { network, boxes: sizes, places, neat: isTidy(network, places) || asUsual() };
}

function current(): Laid {
  const { document, role } = documentStore.getState();
  return layOut(networkOf(document, role), role);
}

/** Sets the whole network as text: the `A` key. `quietly`: no step of undo. */
export async function tidy(quietly = false): Promise<void> {
  await setAnew(quietly);
  editorStore.setState(({ tidied }) => ({ tidied: tidied + 1 }));
}

async function setAnew(quietly: boolean): Promise<void> {
  const { document, role } = documentStore.getState();
  await prepare(networkOf(document, role));
  documentStore.getState().move(placesOf(current()), quietly);
}

/** Where the layout puts layers, and where comments go with them. */
function placesOf({ network, places, boxes: sizes }: Laid): Record<string, Position> {
  return { ...places, ...carriedComments(network, places, sizes) };
}

/** An edit that wants room, such as a frame: a neat network makes it, in the same step. */
export function keepingNeat(edit: () => void): void {
  const neat = isNeat();
  edit();
  if (!neat) return;
  documentStore.getState().move(placesOf(current()), true);
}

/** Opens a bead as a tile, or closes it; a neat network makes room. */
export function openOrCloseBead(id: string): void {
  const neat = isNeat();
  toggleBead(documentStore.getState().role, id);
  if (neat) void setAnew(false);
}

/** True where nothing was moved by hand. */
export function isNeat(): boolean {
  return current().neat;
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

/** After each check: if the network was neat and the edit left the places alone, it is set anew. Belongs to the edit. */
export function keepNeat(store: DocumentStore): () => void {
  let before: Laid | null = null;
  let about: Experiment | null = null;

  const settle = (checked: Experiment) => {
    const { document, role, readOnly } = store.getState();
    if (document === null) return;
    // What was moved, or written beside the layers, since the question was asked is no other network.
    const newest = sameForCheck(checked, document);
    const now = layOut(networkOf(newest ? document : checked, role), role);
    const last = before;
    before = now;
    if (readOnly || !newest) return;
    if (last === null) {
      // Opened, not edited: there is nothing to undo.
      if (isPiled(now.network)) void tidy(true);
      return;
    }
    if (onlyLostWires(last.network, now.network)) return;
    const grew = last.network.edges !== now.network.edges || !sameSizes(last.boxes, now.boxes);
    if (!grew || !last.neat || !onlyGrew(last.network, now.network)) return;
    if (isTidy(now.network, now.places, 0)) return;
    store.getState().move(placesOf(now), true);
    before = layOut(networkOf(store.getState().document, role), role);
  };

  const asked = (checked: Experiment) => {
    const network = networkOf(checked, store.getState().role);
    if (layBranches !== undefined || !branches(network)) return settle(checked);
    void prepare(network).then(() => checkStore.getState().about === checked && settle(checked));
  };

  // Moved by hand, by layout or for a frame: the next edit starts from there.
  const stopMoves = store.subscribe((now, { document: old, aside: was, role: shown }) => {
    const { document, role, aside } = now;
    // Another network is on the canvas now: no edit, and nothing to compare it with.
    if ((aside === null) !== (was === null) || role !== shown) before = null;
    // What is said of one network of an experiment was said of the others with it: there is no check to wait for.
    if (role !== shown && about !== null && document !== null) asked(about);
    if (before === null || about === null || document === null || document === old) return;
    const { nodes, groups } = networkOf(document, role);
    const moved = nodes !== before.network.nodes || groups !== before.network.groups;
    if (moved && sameForCheck(about, document)) before = layOut(networkOf(document, role), role);
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

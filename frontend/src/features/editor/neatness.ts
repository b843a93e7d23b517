/** A network that stands as auto layout puts it goes on standing so while it is edited; one moved by hand is left alone. */
import { type CheckState, checkStore } from "@/graph/checkStore";
import { type DocumentStore, documentStore } from "@/graph/documentStore";
import { type Experiment, networkOf } from "@/graph/experiment";
import { boxes, type NodeBox } from "@/graph/geometry";
import { autoLayout, branches, isTidy, type LayBranches } from "@/graph/layout";
import type { Network, Position } from "@/graph/types";
import { editorStore, toggleBead } from "./editorStore";
import { changesShape } from "./flow";

type Boxes = ReadonlyMap<string, NodeBox>;

interface Laid {
  readonly network: Network;
  readonly boxes: Boxes;
  readonly places: Record<string, Position>;
}

export function boxesOf(network: Network, role: string, known: CheckState): Map<string, NodeBox> {
  const outputs = known.outputs[role] ?? {};
  return boxes(network, (id) => outputs[id] ?? null, editorStore.getState().openedBeads);
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
    // A layer that was not checked yet most likely changes the shape.
    return layer !== undefined && (!reports?.[id] || changesShape({ layer, report: reports[id] }));
  };
  const places = autoLayout(network, sizes, isLabelled, layBranches);
  return { network, boxes: sizes, places };
}

function current(): Laid {
  const { document, role } = documentStore.getState();
  return layOut(networkOf(document, role), role);
}

/** Sets the whole network as text: the `A` key. */
export async function tidy(): Promise<void> {
  const { document, role } = documentStore.getState();
  await prepare(networkOf(document, role));
  documentStore.getState().move(current().places);
  announceNewPlaces();
}

/** Opens a bead as a tile, or closes it; a neat network makes room. */
export function openOrCloseBead(id: string): void {
  const neat = isNeat();
  toggleBead(id);
  if (neat) void tidy();
}

/** True where nothing was moved by hand. */
export function isNeat(): boolean {
  const { network, places } = current();
  return isTidy(network, places);
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

function announceNewPlaces(): void {
  editorStore.setState(({ tidied }) => ({ tidied: tidied + 1 }));
}

/** After each check: if the network was neat and the edit left the places alone, it is set anew. Belongs to the edit. */
export function keepNeat(store: DocumentStore): () => void {
  let before: Laid | null = null;
  let about: Experiment | null = null;

  const settle = (known: CheckState) => {
    const { document, role, readOnly } = store.getState();
    if (known.about === null) return;
    const now = layOut(networkOf(known.about, role), role);
    const last = before;
    before = now;
    if (readOnly || document !== known.about) return;
    if (last === null) {
      if (isPiled(now.network)) void tidy();
      return;
    }
    if (onlyLostWires(last.network, now.network)) return;
    const grew = last.network.edges !== now.network.edges || !sameSizes(last.boxes, now.boxes);
    if (!grew || !isTidy(last.network, last.places) || !onlyGrew(last.network, now.network)) return;
    announceNewPlaces();
    if (isTidy(now.network, now.places, 0)) return;
    store.getState().move(now.places, true);
    before = { ...now, network: networkOf(store.getState().document, role) };
  };

  return checkStore.subscribe((known) => {
    if (known.about === null || known.about === about) return;
    about = known.about;
    const network = networkOf(about, store.getState().role);
    if (layBranches !== undefined || !branches(network)) return settle(known);
    void prepare(network).then(() => checkStore.getState().about === known.about && settle(known));
  });
}

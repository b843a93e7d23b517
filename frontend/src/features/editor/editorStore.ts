/** What the canvas is doing just now: nothing of it is saved. */
import { useStore } from "zustand";
import { createStore } from "zustand/vanilla";
import { documentStore } from "@/graph/documentStore";
import type { PortRef, WireEnd } from "@/graph/ports";
import type { Edge, Position, Problem } from "@/graph/types";
import type { TargetsReport } from "@/schema/schema.gen";

/** Where a new layer goes. */
export type NewLayerPlace =
  | { readonly kind: "wire"; readonly wire: Edge; readonly at: Position }
  | { readonly kind: "after"; readonly source: PortRef; readonly at: Position }
  | { readonly kind: "free"; readonly at: Position };

/** A wire that is being drawn, by pointer or by key. */
export interface Wiring {
  /** The end that is fixed, and which end that is. */
  readonly from: PortRef;
  readonly end: WireEnd;
  /** By node and port; empty until the server has answered. */
  readonly verdicts: TargetsReport["targets"];
  /** With keys: the port that Enter would join. */
  readonly choice: PortRef | null;
}

/** Why a wire could not end at a port, or begin there. */
export interface Refusal {
  readonly at: PortRef;
  readonly end: WireEnd;
  readonly problem: Problem;
}

interface Finder {
  /** Where the layer will go; null lets the selection decide. */
  readonly place: NewLayerPlace | null;
  /** Where the palette opens, in pixels of the canvas; null opens it at the top. */
  readonly x: number | null;
  readonly y: number | null;
}

interface EditorState {
  /** By their names on the sheet. */
  readonly openedBeads: ReadonlySet<string>;
  /** The comment whose text, or the group whose title, is a field just now: its name on the canvas. */
  readonly editing: string | null;
  readonly wiring: Wiring | null;
  /** Why the last wire was refused, beside its port for a while. */
  readonly refusal: Refusal | null;
  readonly finder: Finder | null;
  readonly hoveredWire: string | null;
  /** The wire that a dragged layer would go into. */
  readonly dropWire: string | null;
  /** The layers that are about to become a block, by their names on the sheet; null while none are. */
  readonly grouping: readonly string[] | null;
  /** The layer that the keyboard goes on at, asked for from beside the canvas. */
  readonly wanted: { readonly node: string } | null;
  /** Said by the live region. */
  readonly news: string;
  readonly cheatSheet: boolean;
  /** The command palette: everything, or the layers on the canvas alone. */
  readonly palette: "all" | "layers" | null;
  /** How often the layout was set anew by the reader's own wish: all of it stays in sight. */
  readonly tidied: number;
  /** How often networks were set apart as their document was opened, once their sizes were known. */
  readonly setApart: number;
}

export const editorStore = createStore<EditorState>(() => ({
  openedBeads: new Set(),
  editing: null,
  wiring: null,
  refusal: null,
  finder: null,
  hoveredWire: null,
  dropWire: null,
  grouping: null,
  wanted: null,
  news: "",
  cheatSheet: false,
  palette: null,
  tidied: 0,
  setApart: 0,
}));

export function useEditor<Part>(select: (state: EditorState) => Part): Part {
  return useStore(editorStore, select);
}

export function toggleBead(id: string): void {
  const openedBeads = new Set(editorStore.getState().openedBeads);
  if (!openedBeads.delete(id)) openedBeads.add(id);
  editorStore.setState({ openedBeads });
}

export function startEditing(item: string): void {
  editorStore.setState({ editing: item });
}

/** Another may be edited already. */
export function stopEditing(item: string): void {
  if (editorStore.getState().editing === item) editorStore.setState({ editing: null });
}

/** A wire in the hand. What it may reach is asked by `wires/wiring`, which comes with the first. */
export function holdWire(from: PortRef, end: WireEnd, choice: PortRef | null = null): void {
  editorStore.setState({ wiring: { from, end, verdicts: {}, choice }, refusal: null });
}

/** For the colour of the line in the hand; unknown counts as allowed. */
export function mayJoin({ node, port }: PortRef): boolean {
  return editorStore.getState().wiring?.verdicts[node]?.[port]?.allowed ?? true;
}

const REFUSAL_MS = 6000;
let refusalTimer: ReturnType<typeof setTimeout> | undefined;

/** Shows why a wire can't be, for six seconds. */
export function refuse(refusal: Refusal): void {
  clearTimeout(refusalTimer);
  editorStore.setState({ refusal });
  refusalTimer = setTimeout(() => editorStore.setState({ refusal: null }), REFUSAL_MS);
}

export function announce(news: string): void {
  editorStore.setState({ news });
}

/** Asks what block the chosen layers are to be. */
export function groupSelection(): void {
  const { selection } = documentStore.getState();
  if (selection.length > 0) editorStore.setState({ grouping: selection });
}

/** The keyboard goes to this layer; for those who stand outside of the canvas. */
export function goTo(node: string): void {
  editorStore.setState({ wanted: { node } });
}

export function openFinder(finder: Partial<Finder> = {}): void {
  editorStore.setState({ finder: { place: null, x: null, y: null, ...finder } });
}

export function closeFinder(): void {
  editorStore.setState({ finder: null });
}

/** The list of keys; the top bar's question mark opens it too. */
export function openCheatSheet(): void {
  editorStore.setState({ cheatSheet: true });
}

export function openPalette(palette: "all" | "layers" = "all"): void {
  editorStore.setState({ palette });
}

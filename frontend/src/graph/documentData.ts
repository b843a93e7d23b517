/** What the store of the document holds, and what can be done with it. */
import type { OpenUse } from "./blocks/opened";
import type { Pasted } from "./edit";
import type { Arrangement, Experiment } from "./experiment";
import type { Edge, FieldValue, Network, Position } from "./types";

export type Saving = "saved" | "saving" | "offline" | "conflict";

export interface Opened {
  readonly id: string;
  readonly revision: number;
  readonly document: Experiment;
  readonly readOnly?: boolean;
}

export interface Data {
  readonly id: string;
  readonly document: Experiment | null;
  /** Which of its networks is spoken of: that of what was chosen last. No part of the document, and no step of undo. */
  readonly role: string;
  readonly revision: number;
  readonly saving: Saving;
  /** Nothing on the canvas can be changed: another's experiment, or the network of a run to look at. */
  readonly readOnly: boolean;
  /** Another's experiment, seen through a link. */
  readonly shared: boolean;
  /** The document while the network of a run is on the canvas in its place; null else. */
  readonly aside: Experiment | null;
  /** The use of a block whose inside is on the canvas; null where the networks are. No part of the document either. */
  readonly opened: OpenUse | null;
  /** Layers, by their names on the sheet, as everything that is chosen. */
  readonly selection: readonly string[];
  /** Wires chosen on the canvas, by `edgeId`. */
  readonly selectedWires: readonly string[];
  readonly selectedComments: readonly string[];
  readonly selectedGroups: readonly string[];
}

/** What can be chosen beside layers. */
export interface Others {
  readonly wires: readonly string[];
  readonly comments: readonly string[];
  readonly groups: readonly string[];
}

/** What goes with deleted layers. A deleted group is a frame less: its layers stay. */
interface AlsoGone extends Omit<Others, "wires"> {
  readonly wires: readonly Edge[];
}

interface Actions {
  open: (opened: Opened) => void;
  close: () => void;
  /** Speaks of another network of the experiment, with nothing chosen in it. */
  show: (role: string) => void;
  /** Lays the inside of a use of a block on the canvas, with nothing chosen in it; null: the networks. */
  enter: (use: OpenUse | null) => void;
  /** A layer of the part whose names begin so, or of the one that is spoken of; answers its name on the sheet. */
  insert: (kind: string, at: Position, start?: string) => string;
  insertOnWire: (kind: string, wire: Edge, at: Position) => string;
  connect: (wire: Edge, quietly?: boolean) => void;
  remove: (ids: readonly string[], also?: Partial<AlsoGone>) => void;
  /** Any edit of the sheet; those of one `key` within a second are one step. */
  alter: (edit: (network: Network) => Network, key?: string) => void;
  /** The same of one network by the plain names of its layers, or of the inside of a block, in sight or not. */
  alterNetwork: (at: Pick<OpenUse, "role" | "way">, edit: (network: Network) => Network) => void;
  /** Any edit of the document; those of one `key` within a second are one step. */
  rewrite: (edit: (document: Experiment) => Experiment, key?: string) => void;
  /** Layers and comments by their names on the canvas; `quietly`: belongs to the edit before it, and is undone with it. */
  move: (positions: Readonly<Record<string, Position>>, quietly?: boolean) => void;
  /** One field; `joins`: one with the edits of this field just before it, as steps of an arrow key are. */
  setField: (node: string, field: string, value: FieldValue, joins?: boolean) => void;
  /** One field of several layers of a kind. */
  setFields: (nodes: readonly string[], field: string, value: FieldValue, joins?: boolean) => void;
  /** `from` is a name on the sheet, `to` the layer's own. */
  rename: (from: string, to: string) => boolean;
  /** The sheet with a clip in it, which is then what is selected. */
  paste: (pasted: Pasted) => void;
  setExperiment: (path: readonly string[], value: unknown, joins?: boolean) => void;
  /** How the views stand: saved, and no edit, so neither a step of undo nor undone with one. */
  arrange: (arrangement: Arrangement) => void;
  select: (ids: readonly string[], others?: Partial<Others>) => void;
  undo: () => void;
  redo: () => void;
  /** Lays the experiment of a run on the canvas to look at; null takes it off again. */
  view: (snapshot: Experiment | null) => void;
  /** What is on the canvas to look at becomes the document, as one step that can be undone. */
  bringBack: () => void;
  /** What the server knows of this document; never an undo step. */
  saved: (change: Partial<Pick<Data, "revision" | "saving">>) => void;
  /** Takes another copy of the document, as one step that can be undone. */
  adopt: (document: Experiment, revision: number) => void;
}

export type DocumentState = Data & Actions;

export const CLOSED: Data = {
  id: "",
  document: null,
  role: "classifier",
  revision: 0,
  saving: "saved",
  readOnly: true,
  shared: true,
  aside: null,
  opened: null,
  selection: [],
  selectedWires: [],
  selectedComments: [],
  selectedGroups: [],
};

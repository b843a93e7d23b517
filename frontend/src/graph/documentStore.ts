/** The experiment being edited: the document, its undo history, the selection and how saving stands. */
import { useMemo } from "react";
import { temporal } from "zundo";
import { useStore } from "zustand";
import { createStore } from "zustand/vanilla";
import { removeComments, ungroup } from "./annotations";
import { defaultLayer } from "./catalogue";
import * as edit from "./edit";
import {
  type Arrangement,
  type Experiment,
  firstRole,
  networkOf,
  rolesOf,
  sameRole,
  withNetwork,
  withValue,
} from "./experiment";
import { freshId, isNodeId } from "./names";
import { asRun, changedRole } from "./otherDocument";
import { takesMany, targetPort } from "./ports";
import { spread } from "./roleFrames";
import { placedAt, sheetOf, startOf, startOfPath, together, withSheet } from "./sheet";
import type { Edge, FieldValue, Network, Position } from "./types";

export type Saving = "saved" | "saving" | "offline" | "conflict";

export interface Opened {
  readonly id: string;
  readonly revision: number;
  readonly document: Experiment;
  readonly readOnly?: boolean;
}

interface Data {
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
  /** Layers, by their names on the sheet, as everything that is chosen. */
  readonly selection: readonly string[];
  /** Wires chosen on the canvas, by `edgeId`. */
  readonly selectedWires: readonly string[];
  readonly selectedComments: readonly string[];
  readonly selectedGroups: readonly string[];
}

/** What can be chosen beside layers. */
interface Others {
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
  /** A layer of that network, or of the one that is spoken of; answers its name on the sheet. */
  insert: (kind: string, at: Position, role?: string) => string;
  insertOnWire: (kind: string, wire: Edge, at: Position) => string;
  connect: (wire: Edge, quietly?: boolean) => void;
  remove: (ids: readonly string[], also?: Partial<AlsoGone>) => void;
  /** Any edit of the sheet; those of one `key` within a second are one step. */
  alter: (edit: (network: Network) => Network, key?: string) => void;
  /** The same of one network, by the plain names of its layers. */
  alterNetwork: (role: string, edit: (network: Network) => Network) => void;
  /** Layers and comments by their names on the canvas; `quietly`: belongs to the edit before it, and is undone with it. */
  move: (positions: Readonly<Record<string, Position>>, quietly?: boolean) => void;
  /** One field; `joins`: one with the edits of this field just before it, as steps of an arrow key are. */
  setField: (node: string, field: string, value: FieldValue, joins?: boolean) => void;
  /** One field of several layers of a kind. */
  setFields: (nodes: readonly string[], field: string, value: FieldValue, joins?: boolean) => void;
  /** `from` is a name on the sheet, `to` the layer's own. */
  rename: (from: string, to: string) => boolean;
  /** The sheet with a clip in it, which is then what is selected. */
  paste: (pasted: edit.Pasted) => void;
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

const UNDO_STEPS = 200;
/** Edits of one field within this time are one step. */
const COALESCE_MS = 1000;

const CLOSED: Data = {
  id: "",
  document: null,
  role: "classifier",
  revision: 0,
  saving: "saved",
  readOnly: true,
  shared: true,
  aside: null,
  selection: [],
  selectedWires: [],
  selectedComments: [],
  selectedGroups: [],
};
/** What belongs to the experiment and to none of its runs: kept, and open to change, whatever is on the canvas. */
const LASTING = ["title", "notes", "arrangement"] as const;

/** The document itself, whatever is on the canvas. */
export function ownDocument({ document, aside }: Pick<Data, "document" | "aside">) {
  return aside ?? document;
}

/** What a new choice of nodes leaves unchosen. */
const REST_UNCHOSEN = { selectedWires: [], selectedComments: [], selectedGroups: [] };

export function createDocumentStore(now: () => number = Date.now) {
  let lastKey = "";
  let lastAt = 0;

  const store = createStore<DocumentState>()(
    temporal(
      (set, get) => {
        const commit = (document: Experiment, key = "", always = false) => {
          if (get().readOnly || document === get().document) return;
          const joins = always || (key !== "" && key === lastKey && now() - lastAt < COALESCE_MS);
          const history = store.temporal.getState();
          if (joins) history.pause();
          set({ document, role: sameRole(document, get().role) });
          if (joins) history.resume();
          else [lastKey, lastAt] = [key, now()];
          if (key === lastKey) lastAt = now();
        };
        const change = (alter: (network: Network) => Network, key = "", always = false) => {
          const { document } = get();
          if (document) commit(withSheet(document, alter(sheetOf(document))), key, always);
        };
        /** Another document without a step of undo. */
        const quietly = (next: Partial<Data>) => {
          const history = store.temporal.getState();
          history.pause();
          set(next);
          history.resume();
        };
        const setValue = (path: readonly string[], value: unknown, key: string, always = false) => {
          const { document, aside, shared } = get();
          if (document === null) return;
          const next = withValue(document, path, value);
          if (aside === null) commit(next, key, always);
          else if (!shared && LASTING.some((name) => name === path[0]))
            quietly({ document: next, aside: withValue(aside, path, value) });
        };
        const arrange = (arrangement: Arrangement) =>
          setValue(["arrangement"], arrangement, "", true);
        const view = (snapshot: Experiment | null) => {
          const own = ownDocument(get());
          if (own === null || (snapshot === null && get().aside === null)) return;
          lastKey = "";
          const left = snapshot === null ? own : spread(asRun(snapshot, own));
          const role = sameRole(left, get().role);
          const { nodes } = sheetOf(left);
          quietly({
            document: left,
            role,
            aside: snapshot === null ? null : own,
            readOnly: get().shared || snapshot !== null,
            selection: get().selection.filter((id) => Object.hasOwn(nodes, id)),
            ...REST_UNCHOSEN,
          });
        };
        const travel = (step: "undo" | "redo") => {
          if (get().readOnly) return;
          lastKey = "";
          const { document: before, role: shown } = get();
          store.temporal.getState()[step]();
          if (before) arrange(before.arrangement);
          // It is spoken of what was undone, in whichever network it is.
          const role = changedRole(before, get().document, shown);
          const { nodes, comments = {}, groups = {} } = sheetOf(get().document);
          const left = (ids: readonly string[], among: object) =>
            ids.filter((id) => Object.hasOwn(among, id));
          const selection = left(get().selection, nodes);
          set({
            role: selection.length > 0 ? roleOf(selection) : role,
            selection,
            selectedWires: [],
            selectedComments: left(get().selectedComments, comments),
            selectedGroups: left(get().selectedGroups, groups),
          });
        };
        const sheet = () => sheetOf(get().document);
        /** Whose these are; the network that is spoken of where nobody says. */
        const roleOf = (chosen: readonly string[]): string => {
          const { document, role } = get();
          const [first] = chosen;
          return document === null || first === undefined ? role : placedAt(document, first).role;
        };
        const added = (
          kind: string,
          start: string,
          put: (id: string) => (graph: Network) => Network,
        ) => {
          const id = freshId(sheet().nodes, kind, start);
          change(put(id));
          set({ role: roleOf([id]), selection: [id], ...REST_UNCHOSEN });
          return id;
        };

        return {
          ...CLOSED,
          open: ({ id, revision, document, readOnly = false }) => {
            lastKey = "";
            const role = firstRole(document);
            const standing = { readOnly, shared: readOnly, role };
            set({ ...CLOSED, id, revision, document: spread(document), ...standing });
            store.temporal.getState().clear();
          },
          close: () => {
            set(CLOSED);
            store.temporal.getState().clear();
          },
          show: (role) => {
            const { document, role: shown } = get();
            if (document === null || role === shown || !Object.hasOwn(document.networks, role))
              return;
            lastKey = "";
            set({ role, selection: [], ...REST_UNCHOSEN });
          },
          insert: (kind, at, role = get().role) =>
            added(
              kind,
              startOf(get().document, role),
              (id) => (graph) => edit.addNode(graph, id, defaultLayer(kind), at),
            ),
          insertOnWire: (kind, wire, at) =>
            added(
              kind,
              startOfPath(wire.source),
              (id) => (graph) => edit.insertOnWire(graph, wire, id, defaultLayer(kind), at),
            ),
          connect: (wire, quietly = false) => {
            // What passes from network to network, the algorithm hands on.
            if (!together(wire.source, wire.target)) return;
            const { kind } = sheet().nodes[wire.target]?.layer ?? { kind: "" };
            const many = takesMany(kind, targetPort(wire).port);
            change((graph) => edit.connect(graph, wire, many), "", quietly);
          },
          remove: (ids, { wires = [], comments = [], groups = [] } = {}) => {
            change((graph) => {
              const left = edit.removeNodes(edit.disconnect(graph, wires), ids);
              return ungroup(removeComments(left, comments), groups);
            });
            set({ selection: [], ...REST_UNCHOSEN });
          },
          alter: (alter, key = "") => change(alter, key),
          alterNetwork: (role, alter) => {
            const { document } = get();
            if (document) commit(withNetwork(document, role, alter(networkOf(document, role))));
          },
          move: (positions, quietly = false) =>
            change((graph) => edit.moveItems(graph, positions), "", quietly),
          setField: (node, field, value, joins = false) =>
            get().setFields([node], field, value, joins),
          setFields: (nodes, field, value, joins = false) =>
            change(
              (graph) => nodes.reduce((so, node) => edit.setField(so, node, field, value), graph),
              joins ? `${nodes.join()}.${field}` : "",
            ),
          rename: (from, to) => {
            const path = `${startOfPath(from)}${to}`;
            if (!isNodeId(to) || Object.hasOwn(sheet().nodes, path)) return false;
            change((graph) => edit.renameNode(graph, from, path));
            set({ selection: get().selection.map((id) => (id === from ? path : id)) });
            return true;
          },
          paste: ({ network: pasted, nodes, comments }) => {
            change(() => pasted);
            const role = roleOf([...nodes, ...comments]);
            set({ role, selection: nodes, ...REST_UNCHOSEN, selectedComments: comments });
          },
          setExperiment: (path, value, joins = false) =>
            setValue(path, value, joins ? path.join(".") : ""),
          arrange,
          select: (ids, { wires = [], comments = [], groups = [] } = {}) => {
            const { selection, selectedWires, selectedComments, selectedGroups } = get();
            const same = sameList(ids, selection) && sameList(wires, selectedWires);
            const also = sameList(comments, selectedComments) && sameList(groups, selectedGroups);
            if (same && also) return;
            set({
              role: roleOf([...ids, ...wires, ...comments, ...groups]),
              selection: ids,
              selectedWires: wires,
              selectedComments: comments,
              selectedGroups: groups,
            });
          },
          view,
          bringBack: () => {
            const { aside, document } = get();
            if (aside === null || document === null || get().shared) return;
            view(null);
            commit(document);
          },
          undo: () => travel("undo"),
          redo: () => travel("redo"),
          saved: (known) => set(known),
          adopt: (document, revision) => {
            lastKey = "";
            const unseen = { aside: null, readOnly: get().shared };
            set({
              document: spread(document),
              role: sameRole(document, get().role),
              revision,
              saving: "saved",
              selection: [],
              ...unseen,
              ...REST_UNCHOSEN,
            });
          },
        };
      },
      {
        partialize: ({ document }) => ({ document }),
        equality: (past, present) => past.document === present.document,
        limit: UNDO_STEPS,
      },
    ),
  );
  return store;
}

function sameList(one: readonly string[], other: readonly string[]): boolean {
  return one.length === other.length && one.every((item, index) => item === other[index]);
}

export type DocumentStore = ReturnType<typeof createDocumentStore>;

/** The one experiment on screen. */
export const documentStore = createDocumentStore();

export function useDocument<Selected>(select: (state: DocumentState) => Selected): Selected {
  return useStore(documentStore, select);
}

/** Its networks by their names. */
export function useRoles(): readonly string[] {
  const names = useDocument((state) => rolesOf(state.document).join(" "));
  return useMemo(() => (names === "" ? [] : names.split(" ")), [names]);
}

/** All of its networks, as they lie on the canvas. */
export function useSheet(): Network {
  return useDocument((state) => sheetOf(state.document));
}

/** The one that is spoken of, by the plain names of its layers. */
export function useNetwork(): Network {
  return useDocument((state) => networkOf(state.document, state.role));
}

interface History {
  readonly canUndo: boolean;
  readonly canRedo: boolean;
}

export function useHistory(): History {
  const open = useDocument((state) => !state.readOnly);
  const canUndo = useStore(documentStore.temporal, (state) => open && state.pastStates.length > 0);
  const canRedo = useStore(
    documentStore.temporal,
    (state) => open && state.futureStates.length > 0,
  );
  return { canUndo, canRedo };
}

/** The experiment being edited: the document, its undo history, the selection and how saving stands. */
import { useMemo } from "react";
import { temporal } from "zundo";
import { useStore } from "zustand";
import { createStore } from "zustand/vanilla";
import { removeComments, ungroup } from "./annotations";
import { withInside, withLevel } from "./blocks/editing";
import { type Level, levelsOf, sameUse, wholeLevel } from "./blocks/opened";
import { defaultLayer } from "./catalogue";
import { CLOSED, type Data, type DocumentState } from "./documentData";
import * as edit from "./edit";
import {
  type Arrangement,
  type Experiment,
  firstRole,
  rolesOf,
  sameRole,
  withValue,
} from "./experiment";
import { freshId, isNodeId } from "./names";
import { asRun, changedRole } from "./otherDocument";
import { takesMany, targetPort } from "./ports";
import { spread } from "./roleFrames";
import {
  insideOn,
  type Lying,
  placedAt,
  sheetOf,
  startOf,
  startOfPath,
  together,
  withSheet,
} from "./sheet";
import type { Network } from "./types";

export type { DocumentState, Opened, Saving } from "./documentData";

const UNDO_STEPS = 200;
/** Edits of one field within this time are one step. */
const COALESCE_MS = 1000;

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
        const sheet = () => sheetOf(get());
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
          const { document, opened } = get();
          if (document) commit(withSheet({ document, opened }, alter(sheet())), key, always);
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
          const { nodes } = sheetOf({ ...get(), document: left });
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
          const { nodes, comments = {}, groups = {} } = sheet();
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
        /** Whose these are; the network that is spoken of where nobody says. */
        const roleOf = (chosen: readonly string[]): string => {
          const { document, role } = get();
          // A wire lies where it begins.
          const [first] = chosen[0]?.split(">") ?? [];
          return document === null || first === undefined ? role : placedAt(get(), first).role;
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
          enter: (opened) => {
            lastKey = "";
            set({ opened, role: opened?.role ?? get().role, selection: [], ...REST_UNCHOSEN });
          },
          insert: (kind, at, start = startOf(get(), get().role)) =>
            added(kind, start, (id) => (graph) => edit.addNode(graph, id, defaultLayer(kind), at)),
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
          alterNetwork: (at, alter) =>
            get().rewrite((document) => {
              const { opened } = get();
              const level = levelsOf(document, at).at(-1);
              if (level?.way.length !== at.way.length) return document;
              const network = alter(level.network);
              return opened !== null && sameUse(opened, at)
                ? withInside(document, opened, network)
                : withLevel(document, level, network);
            }),
          rewrite: (alter, key = "") => {
            const { document } = get();
            if (document) commit(alter(document), key);
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

/** What of it lies on the canvas. */
export function useSheet(): Network {
  return useDocument(sheetOf);
}

/** The document, and what is open in it. */
export function useLying(): Lying {
  const document = useDocument((state) => state.document);
  const opened = useDocument((state) => state.opened);
  return useMemo(() => ({ document, opened }), [document, opened]);
}

export const currentSheet = (): Network => sheetOf(documentStore.getState());

/** The network that is spoken of, or the inside of a block that is open. */
export function usePart(): Level {
  const lying = useLying();
  const role = useDocument((state) => state.role);
  return useMemo(() => insideOn(lying) ?? wholeLevel(lying.document, role), [lying, role]);
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

import { type ReactFlowInstance, useReactFlow } from "@xyflow/react";
import { useEffect } from "react";
import { useTranslation } from "react-i18next";
import { currentSheet, documentStore } from "@/graph/documentStore";
import { enterUse, leaveUse } from "@/graph/entering";
import { commentItem, groupItem } from "@/graph/items";
import { firstPort } from "@/graph/ports";
import { type Placed, placedAt } from "@/graph/sheet";
import { type Direction, neighbour, readingOrder } from "@/graph/walk";
import { openLarge } from "@/views/node/large";
import { switchNodes } from "@/views/without/switching";
import { focusNode, focusSettings, leaveSettings } from "../canvas/focusing";
import { toggleMap } from "../canvas/mapView";
import { fitAll, fitSome } from "../canvas/viewport";
import {
  announce,
  closeFinder,
  editorStore,
  groupSelection,
  holdWire,
  openCheatSheet,
  openFinder,
  openPalette,
  startEditing,
  useEditor,
} from "../editorStore";
import { removeAndSay } from "./removing";
import { guardSingleKeys } from "./singleKeys";
import { inDialog, isTyping } from "./typing";

const ARROWS: Readonly<Record<string, Direction>> = {
  ArrowLeft: "left",
  ArrowRight: "right",
  ArrowUp: "up",
  ArrowDown: "down",
};

interface Surroundings {
  readonly flow: ReactFlowInstance;
  readonly readOnly: boolean;
  readonly say: ReturnType<typeof useTranslation<"editor">>["t"];
}

/** The canvas by key. Answers true where the key was its own. */
function press(event: KeyboardEvent, around: Surroundings): boolean {
  const command = event.ctrlKey || event.metaKey;
  if (command) return !event.altKey && withCommand(event, around);
  if (event.altKey) return false;
  if (editorStore.getState().wiring?.choice !== undefined && wire(event, around)) return true;
  return view(event, around) || (!around.readOnly && edit(event, around));
}

function withCommand(event: KeyboardEvent, { readOnly, say }: Surroundings): boolean {
  const { undo, redo } = documentStore.getState();
  const key = event.key.toLowerCase();
  if (key === "k" || key === "f") {
    openPalette(key === "f" ? "layers" : "all");
    return true;
  }
  if (key === "a") {
    selectAll();
    return true;
  }
  if (readOnly) return false;
  if (key === "z") event.shiftKey ? redo() : undo();
  else if (key === "y") redo();
  else if (key === "d") void import("./pasting").then((deeds) => deeds.duplicateSelected());
  else if (key === "g") event.shiftKey ? ungroup(say) : groupSelection();
  else return false;
  return true;
}

function selectAll(): void {
  const { select } = documentStore.getState();
  const { nodes, comments = {} } = currentSheet();
  select(Object.keys(nodes), { comments: Object.keys(comments) });
}

/** The chosen uses of blocks become their layers; with none of them chosen, frames go. */
function ungroup(say: Surroundings["say"]): void {
  const { selection } = documentStore.getState();
  void import("../blocks/groupDeeds").then(({ ungroupUses, usesAmong }) => {
    if (ungroupUses(usesAmong(selection)) === 0) frame(false, say);
  });
}

/** Puts a frame around what is chosen, or takes frames away. */
function frame(isNew: boolean, say: Surroundings["say"]): void {
  void import("../annotations/grouping").then(({ groupSelected, ungroupSelected }) => {
    const count = isNew ? groupSelected() : ungroupSelected();
    if (count > 0) announce(say(isNew ? "news.grouped" : "news.ungrouped", { count }));
  });
}

function view(event: KeyboardEvent, { flow, say }: Surroundings): boolean {
  const { selection, selectedWires, document, select } = documentStore.getState();
  const { selectedComments, selectedGroups } = documentStore.getState();
  const direction = ARROWS[event.key];
  const [first] = selection;
  if (event.shiftKey && direction !== undefined) return false;
  if (direction !== undefined && onCanvas(event.target)) {
    if (selection.length === 0 && selectedWires.length === 1) {
      void import("../wires/walkingWires").then(({ walkWires }) => walkWires(direction, flow, say));
      return true;
    }
    const network = currentSheet();
    const next =
      first === undefined ? readingOrder(network)[0] : neighbour(network, first, direction);
    if (next) focusNode(next, flow);
    return true;
  }
  if (event.key === "f") fitAll(flow);
  else if (event.key === "F") fitSome(flow, selectedItems());
  else if (event.key === "m") toggleMap();
  else if (event.key === "?") openCheatSheet();
  else if (event.key === "Enter" && first !== undefined && document && onItem(event.target))
    enterUse(first) || enlarge(placedAt(documentStore.getState(), first));
  else if (
    event.key === "Escape" &&
    [selection, selectedWires, selectedComments, selectedGroups].some(({ length }) => length > 0)
  )
    select([]);
  else return event.key === "Escape" && leaveUse();
  return true;
}

function enlarge({ role, name }: Placed): void {
  openLarge(role, name);
}

/** What is chosen, by its names on the canvas. */
function selectedItems(): { id: string }[] {
  const { selection, selectedComments, selectedGroups } = documentStore.getState();
  const others = [...selectedComments.map(commentItem), ...selectedGroups.map(groupItem)];
  return [...selection, ...others].map((id) => ({ id }));
}

/** Enter writes: a comment's text, a group's title. */
function write(): boolean {
  const { selectedComments, selectedGroups } = documentStore.getState();
  const [item, ...others] = [
    ...selectedComments.map(commentItem),
    ...selectedGroups.map(groupItem),
  ];
  if (item === undefined || others.length > 0) return false;
  startEditing(item);
  return true;
}

function edit(event: KeyboardEvent, { flow, say }: Surroundings): boolean {
  const { selection } = documentStore.getState();
  const [first] = selection;
  const direction = ARROWS[event.key];
  if (direction !== undefined) return onCanvas(event.target) && nudgeSoon(direction);
  if (event.key === "/") openFinder();
  else if (event.key === "g" || event.key === "G") frame(event.key === "g", say);
  else if (event.key === "n")
    void import("../annotations/commenting").then(({ writeComment }) => writeComment(flow));
  else if (event.key === "Enter") return onItem(event.target) && write();
  else if (event.key === "a") void import("../wires/neatness").then(({ tidy }) => tidy());
  else if (event.key === "Delete" || event.key === "Backspace") removeAndSay(say);
  else if (event.key === "x" && first !== undefined) switchSelected(selection);
  else if (event.key === "e" && first !== undefined) return focusSettings();
  else if (event.key === "W" && first !== undefined) {
    void import("../wires/walkingWires").then(({ chooseWireOf }) => chooseWireOf(first, say));
  } else if (event.key === "w" && first !== undefined) {
    beginWire(first, say);
  } else return false;
  return true;
}

/** Where none of them can be switched off, it is said why. */
function switchSelected(ids: readonly string[]): void {
  if (switchNodes(ids).length === 0)
    void import("@/views/without/refused").then(({ whyNotOf }) => announce(whyNotOf(ids)));
}

/** What moves things comes with the first move. */
function nudgeSoon(direction: Direction): boolean {
  void import("../arrange/arranging").then(({ nudge }) => nudge(direction));
  return selectedItems().length > 0;
}

/** What judges and joins wires comes with the first that is drawn. */
function beginWire(node: string, say: Surroundings["say"]): void {
  const { kind } = currentSheet().nodes[node]?.layer ?? { kind: "" };
  const from = { node, port: firstPort(kind, "source") };
  holdWire(from, "source", from);
  void import("../wires/wiring").then(({ beginByKey }) => beginByKey(from, say));
}

const WIRING_KEYS = new Set([...Object.keys(ARROWS), "Tab", "Enter", "Escape", "w"]);

/** A wire is drawn by key just now. */
function wire(event: KeyboardEvent, { say }: Surroundings): boolean {
  if (!editorStore.getState().wiring?.choice || !WIRING_KEYS.has(event.key)) return false;
  void import("../wires/wiring").then(({ pressWhileWiring }) => pressWhileWiring(event, say));
  return true;
}

/** On the canvas, but on none of the buttons that stand there: those have their own Enter. */
function onItem(target: EventTarget | null): boolean {
  return onCanvas(target) && target instanceof Element && target.closest("button") === null;
}

function onCanvas(target: EventTarget | null): boolean {
  if (!(target instanceof Element)) return false;
  return target === document.body || target.closest(".react-flow") !== null;
}

export function useCanvasKeys(readOnly: boolean): void {
  const flow = useReactFlow();
  const { t: say } = useTranslation("editor");
  useEffect(guardSingleKeys, []);
  const wanted = useEditor((state) => state.wanted);
  useEffect(() => {
    if (wanted === null) return;
    const frame = requestAnimationFrame(() => focusNode(wanted.node, flow));
    return () => cancelAnimationFrame(frame);
  }, [wanted, flow]);
  useEffect(() => {
    const down = (event: KeyboardEvent) => {
      if (event.key === "Escape" && !event.defaultPrevented) {
        if (editorStore.getState().finder !== null) {
          closeFinder();
          event.preventDefault();
        } else if (leaveSettings(event.target, flow)) event.preventDefault();
      }
      if (event.defaultPrevented || isTyping(event.target) || inDialog(event.target)) return;
      if (press(event, { flow: flow as ReactFlowInstance, readOnly, say })) event.preventDefault();
    };
    window.addEventListener("keydown", down);
    return () => window.removeEventListener("keydown", down);
  }, [flow, readOnly, say]);
}

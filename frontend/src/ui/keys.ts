/** Every key of the studio, once: the cheat sheet and the command palette both read it. */
import type { editor } from "@/locales/en/editor";
import type { editor as parts } from "@/locales/en/parts/editor";

export type Deed = Exclude<
  keyof (typeof editor.keys & typeof parts.keys),
  "title" | "groups" | "single" | "singleWhy" | "drag"
>;

export const GROUPS = ["run", "time", "canvas", "edit"] as const;

export type Need = "layer" | "selection" | "use" | "group" | "past" | "future" | "inside";

export interface KeyDeed {
  readonly name: Deed;
  readonly group: (typeof GROUPS)[number];
  readonly shown: readonly string[];
  /** What the palette presses in the reader's stead; absent where the key needs a place or an answer. */
  readonly press?: KeyboardEventInit;
  /** What has to be there for the key to do anything. */
  readonly needs?: Need;
  /** Also in a shared view. */
  readonly reads?: boolean;
}

const MAC = navigator.platform.startsWith("Mac");
const COMMAND = MAC ? "⌘" : "Ctrl";
const held = (key: string, more: KeyboardEventInit = {}): KeyboardEventInit => ({
  key,
  ctrlKey: true,
  ...more,
});

export const DEEDS: readonly KeyDeed[] = [
  { name: "train", group: "run", shown: ["Space"], press: { key: " " } },
  { name: "step", group: "run", shown: ["."], press: { key: "." } },
  { name: "epoch", group: "run", shown: ["Shift ."], press: { key: ">", shiftKey: true } },
  { name: "frameBack", group: "time", shown: ["["], press: { key: "[" }, reads: true },
  { name: "frameOn", group: "time", shown: ["]"], press: { key: "]" }, reads: true },
  { name: "markBack", group: "time", shown: ["{"], press: { key: "{" }, reads: true },
  { name: "markOn", group: "time", shown: ["}"], press: { key: "}" }, reads: true },
  { name: "live", group: "time", shown: ["L"], press: { key: "l" }, reads: true },
  { name: "panel", group: "time", shown: ["1–9"], reads: true },
  { name: "table", group: "time", shown: ["T"], reads: true },
  { name: "walk", group: "canvas", shown: ["Tab", "← ↑ → ↓"], reads: true },
  {
    name: "large",
    group: "canvas",
    shown: ["Enter"],
    press: { key: "Enter" },
    needs: "layer",
    reads: true,
  },
  {
    name: "leave",
    group: "canvas",
    shown: ["Esc"],
    press: { key: "Escape" },
    needs: "inside",
    reads: true,
  },
  { name: "fit", group: "canvas", shown: ["F"], press: { key: "f" }, reads: true },
  {
    name: "fitSelection",
    group: "canvas",
    shown: ["Shift F"],
    press: { key: "F", shiftKey: true },
    needs: "selection",
    reads: true,
  },
  { name: "map", group: "canvas", shown: ["M"], press: { key: "m" }, reads: true },
  { name: "several", group: "canvas", shown: ["Shift + drag"], reads: true },
  { name: "palette", group: "canvas", shown: [`${COMMAND} K`], reads: true },
  { name: "findNode", group: "canvas", shown: [`${COMMAND} F`], press: held("f"), reads: true },
  { name: "inspector", group: "canvas", shown: ["I"], press: { key: "i" } },
  { name: "help", group: "canvas", shown: ["?"], press: { key: "?" }, reads: true },
  { name: "find", group: "edit", shown: ["/"], press: { key: "/" } },
  { name: "settings", group: "edit", shown: ["E"], press: { key: "e" }, needs: "layer" },
  { name: "wire", group: "edit", shown: ["W"], press: { key: "w" }, needs: "layer" },
  {
    name: "chooseWire",
    group: "edit",
    shown: ["Shift W"],
    press: { key: "W", shiftKey: true },
    needs: "layer",
  },
  {
    name: "delete",
    group: "edit",
    shown: ["Delete"],
    press: { key: "Delete" },
    needs: "selection",
  },
  { name: "nudge", group: "edit", shown: ["Shift ← ↑ → ↓"] },
  { name: "undo", group: "edit", shown: [`${COMMAND} Z`], press: held("z"), needs: "past" },
  {
    name: "redo",
    group: "edit",
    shown: [`${COMMAND} Shift Z`],
    press: held("z", { shiftKey: true }),
    needs: "future",
  },
  { name: "copy", group: "edit", shown: [`${COMMAND} C`, `${COMMAND} V`] },
  {
    name: "duplicate",
    group: "edit",
    shown: [`${COMMAND} D`],
    press: held("d"),
    needs: "selection",
  },
  { name: "all", group: "edit", shown: [`${COMMAND} A`], press: held("a") },
  { name: "comment", group: "edit", shown: ["N"], press: { key: "n" } },
  { name: "write", group: "edit", shown: ["Enter"] },
  { name: "group", group: "edit", shown: [`${COMMAND} G`], press: held("g"), needs: "layer" },
  {
    name: "ungroup",
    group: "edit",
    shown: [`${COMMAND} Shift G`],
    press: held("g", { shiftKey: true }),
    needs: "use",
  },
  { name: "frame", group: "edit", shown: ["G"], press: { key: "g" }, needs: "layer" },
  {
    name: "unframe",
    group: "edit",
    shown: ["Shift G"],
    press: { key: "G", shiftKey: true },
    needs: "group",
  },
  { name: "tidy", group: "edit", shown: ["A"], press: { key: "a" } },
  { name: "switch", group: "edit", shown: ["X"], press: { key: "x" }, needs: "layer" },
];

export function keysOf(name: Deed): readonly string[] {
  return DEEDS.find((deed) => deed.name === name)?.shown ?? [];
}

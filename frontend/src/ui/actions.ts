/** What can be done from where the reader is, by name: each room declares its own, the command palette shows them all. */
import type { TFunction } from "i18next";
import { buttonOf } from "./press";

/** The order without a question; with one, layers of the network come first. */
export const SECTIONS = [
  "run",
  "time",
  "views",
  "canvas",
  "edit",
  "setup",
  "files",
  "page",
  "nodes",
  "layers",
  "pages",
] as const;
export type ActionSection = (typeof SECTIONS)[number];

/** Texts of every room, in whichever language: the palette finds by both. */
export const ROOMS = [
  "common",
  "app",
  "editor",
  "health",
  "inspector",
  "layers",
  "library",
  "run",
  "sequence",
  "setup",
  "share",
  "views",
  "without",
] as const;
export type Say = TFunction<typeof ROOMS>;

export interface Action {
  /** Its own among all. */
  readonly id: string;
  readonly section: ActionSection;
  /** What its button, menu item or key is called. */
  readonly name: (t: Say) => string;
  /** What else it is found by, and shown in grey. */
  readonly aside?: ((t: Say) => string) | undefined;
  /** What else it is found by, in any language, without being shown. */
  readonly also?: string;
  readonly keys?: readonly string[];
  /** Why it can't be done now. */
  readonly why?: ((t: Say) => string) | null | undefined;
  /** One of a choice, and the one that is made. */
  readonly on?: boolean;
  readonly run: () => void;
}

/** What a button on the page does; nothing where it is not there, or can't be pressed. */
export function pressing(
  action: string,
  section: ActionSection,
  name: Action["name"],
  more: Pick<Action, "aside" | "keys"> = {},
): Action[] {
  if (buttonOf(action) === null) return [];
  return [{ id: action, section, name, ...more, run: () => buttonOf(action)?.click() }];
}

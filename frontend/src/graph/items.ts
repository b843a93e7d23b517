/**
 * Names on the canvas: a layer goes by that on the sheet, comments and groups behind a word and a colon, which no
 * layer's name holds. So do the frames of a network and of an inside, and the data that an algorithm leads into one.
 */

export type ItemKind = "layer" | "comment" | "group" | "role" | "inside" | "data";

export interface Item {
  readonly kind: ItemKind;
  readonly id: string;
}

export const commentItem = (id: string): string => `comment:${id}`;
export const groupItem = (id: string): string => `group:${id}`;
export const roleItem = (role: string): string => `role:${role}`;
export const insideItem = (way: string): string => `inside:${way}`;
export const dataItem = (id: string): string => `data:${id}`;

const WORDS: ReadonlySet<string> = new Set<ItemKind>([
  "comment",
  "group",
  "role",
  "inside",
  "data",
]);
const isKind = (word: string): word is ItemKind => WORDS.has(word);

export function readItem(item: string): Item {
  const [word = "", id] = item.split(":");
  return id !== undefined && isKind(word) ? { kind: word, id } : { kind: "layer", id: item };
}

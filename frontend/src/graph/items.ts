/** Names on the canvas: a layer goes by its own, comments and groups behind a word and a colon, which no layer's name holds. */

export type ItemKind = "layer" | "comment" | "group";

export interface Item {
  readonly kind: ItemKind;
  readonly id: string;
}

export const commentItem = (id: string): string => `comment:${id}`;
export const groupItem = (id: string): string => `group:${id}`;

export function readItem(item: string): Item {
  const [word, id] = item.split(":");
  if (id === undefined) return { kind: "layer", id: item };
  return { kind: word === "comment" ? "comment" : "group", id };
}

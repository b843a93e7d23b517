/** The end of a drag where there are groups, or several networks: the move, who joins or leaves, and what makes way are one step of undo. */
import type { useTranslation } from "react-i18next";
import { checkStore } from "@/graph/checkStore";
import { currentSheet, documentStore } from "@/graph/documentStore";
import { afterDrag } from "@/graph/regrouping";
import { nameOf } from "@/graph/sheet";
import type { HeldPlaces } from "../annotations/annotationNodes";
import { announce } from "../editorStore";
import { boxesOf, keepApart } from "../wires/neatness";

type Say = ReturnType<typeof useTranslation<"editor">>["t"];

export function drop(places: HeldPlaces, say: Say): void {
  const { alter } = documentStore.getState();
  const network = currentSheet();
  const sizes = boxesOf(documentStore.getState(), checkStore.getState());
  const { network: after, changed } = afterDrag(network, places, sizes);
  alter(() => after);
  keepApart();
  const words = [...changed].map(([path, id]) => {
    const node = nameOf(path);
    if (id === null) return say("news.leftGroup", { node });
    const title = network.groups?.[id]?.title || say("group.untitled");
    return say("news.joinedGroup", { node, title });
  });
  if (words.length > 0) announce(words.join(" "));
}

/** The end of a drag where there are groups: the move, and who joins or leaves, are one step of undo. */
import type { useTranslation } from "react-i18next";
import { checkStore } from "@/graph/checkStore";
import { documentStore } from "@/graph/documentStore";
import { networkOf } from "@/graph/experiment";
import { afterDrag } from "@/graph/regrouping";
import type { Places } from "../annotations/annotationNodes";
import { announce } from "../editorStore";
import { boxesOf } from "../wires/neatness";

type Say = ReturnType<typeof useTranslation<"editor">>["t"];

export function drop(places: Places, say: Say): void {
  const { document, role, alter } = documentStore.getState();
  const network = networkOf(document, role);
  const sizes = boxesOf(network, role, checkStore.getState());
  const { network: after, changed } = afterDrag(network, places, sizes);
  alter(() => after);
  const words = [...changed].map(([node, id]) => {
    if (id === null) return say("news.leftGroup", { node });
    const title = network.groups?.[id]?.title || say("group.untitled");
    return say("news.joinedGroup", { node, title });
  });
  if (words.length > 0) announce(words.join(" "));
}

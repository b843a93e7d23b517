/** What is selected, deleted: at once, for the next key may choose something else. */
import type { TFunction } from "i18next";
import { currentSheet, documentStore } from "@/graph/documentStore";
import { edgeId } from "@/graph/types";
import { announce } from "../editorStore";

interface Removed {
  readonly layers: number;
  readonly wires: number;
  readonly comments: number;
  readonly groups: number;
}

/** Deletes what is selected; answers how much that was. A frame goes alone, its layers stay. */
export function removeSelected(): Removed {
  const { selection, selectedWires, selectedComments, selectedGroups, remove } =
    documentStore.getState();
  const wires = currentSheet().edges.filter((edge) => selectedWires.includes(edgeId(edge)));
  const removed = {
    layers: selection.length,
    wires: wires.length,
    comments: selectedComments.length,
    groups: selectedGroups.length,
  };
  if (Object.values(removed).some((count) => count > 0))
    remove(selection, { wires, comments: selectedComments, groups: selectedGroups });
  return removed;
}

export function removeAndSay(say: TFunction<"editor">): void {
  const { layers, wires, comments, groups } = removeSelected();
  const words = [
    layers > 0 && say("news.removed", { count: layers }),
    layers === 0 && wires > 0 && say("news.unwired", { count: wires }),
    comments > 0 && say("news.uncommented", { count: comments }),
    groups > 0 && say("news.ungrouped", { count: groups }),
  ].filter((sentence) => sentence !== false);
  if (words.length > 0) announce(words.join(" "));
}

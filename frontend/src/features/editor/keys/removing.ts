/** What is selected, deleted or doubled. Comes with the first of these deeds. */
import type { TFunction } from "i18next";
import { documentStore } from "@/graph/documentStore";
import { type Clip, cut } from "@/graph/edit";
import { networkOf } from "@/graph/experiment";
import { paste } from "@/graph/pasting";
import { edgeId, type Network, type Position } from "@/graph/types";
import { announce } from "../editorStore";

function currentNetwork(): Network {
  const { document, role } = documentStore.getState();
  return networkOf(document, role);
}

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
  const wires = currentNetwork().edges.filter((edge) => selectedWires.includes(edgeId(edge)));
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

export function duplicateSelected(): void {
  const { selection, selectedComments } = documentStore.getState();
  if (selection.length + selectedComments.length > 0)
    pasteWithWords(cut(currentNetwork(), selection, selectedComments), { x: 40, y: 40 });
}

/** Comments for which there is no room stay out, and that is said. */
export function pasteWithWords(clip: Clip, shift: Position): void {
  documentStore.getState().paste(paste(currentNetwork(), clip, shift));
  const { selectedComments } = documentStore.getState();
  if (selectedComments.length < Object.keys(clip.comments ?? {}).length)
    void import("../annotations/commenting").then(({ sayFull }) => sayFull());
}

/** Layers and comments doubled, or from the clipboard's text onto the canvas. Comes with the first of these deeds. */
import { layerKinds } from "@/graph/catalogue";
import { documentStore } from "@/graph/documentStore";
import { type Clip, cut } from "@/graph/edit";
import { paste, textToClip } from "@/graph/pasting";
import type { Position } from "@/graph/types";
import { currentNetwork } from "./removing";

const KINDS: ReadonlySet<string> = new Set(layerKinds);
const STEP = 40;

/** Each paste of one copy lies a step further on. Answers how many there are with this one. */
export function pasteText(text: string, before: number): number {
  const clip = textToClip(text, KINDS);
  if (clip === null) return before;
  const shift = STEP * (before + 1);
  pasteWithWords(clip, { x: shift, y: shift });
  return before + 1;
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

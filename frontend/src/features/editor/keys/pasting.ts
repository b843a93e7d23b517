/** Layers and comments doubled, or from the clipboard's text onto the canvas. Comes with the first of these deeds. */

import { carried, renamedUses, withoutSeeds } from "@/graph/blocks/carried";
import { layerKinds } from "@/graph/catalogue";
import { currentSheet, documentStore } from "@/graph/documentStore";
import { type Clip, cut } from "@/graph/edit";
import { blocksOf } from "@/graph/experiment";
import { paste, textToClip } from "@/graph/pasting";
import { partsOf, startOf, startOfPath } from "@/graph/sheet";
import type { Position } from "@/graph/types";
import { bringBlocks } from "../blocks/bringing";

const KINDS: ReadonlySet<string> = new Set(layerKinds);
const STEP = 40;

/** Each paste of one copy lies a step further on. Answers how many there are with this one. */
export function pasteText(text: string, before: number): number {
  const clip = textToClip(text, KINDS);
  if (clip === null) return before;
  const shift = STEP * (before + 1);
  pasteWithWords(clip, { x: shift, y: shift }, startFor(clip));
  return before + 1;
}

export function duplicateSelected(): void {
  const { selection, selectedComments } = documentStore.getState();
  if (selection.length + selectedComments.length > 0)
    pasteWithWords(cut(currentSheet(), selection, selectedComments), { x: 40, y: 40 }, startOfPath);
}

/** What comes from several networks goes into those of their names, all else into the one that is spoken of. */
function startFor({ nodes, comments = {} }: Clip): (id: string) => string {
  const lying = documentStore.getState();
  const here = startOf(lying, lying.role);
  const known = new Set(partsOf(lying).map(({ start }) => start));
  const starts = new Set([...Object.keys(nodes), ...Object.keys(comments)].map(startOfPath));
  return (id) => (starts.size > 1 && known.has(startOfPath(id)) ? startOfPath(id) : here);
}

/** Comments for which there is no room stay out, and that is said. Blocks that came along belong to the same step. */
function pasteWithWords(clip: Clip, shift: Position, start: (id: string) => string): void {
  const { document, paste: put } = documentStore.getState();
  const here = blocksOf(document);
  const { blocks, names } = carried(here, clip.blocks ?? {});
  put(paste(currentSheet(), withoutSeeds(renamedUses(clip, names)), shift, start));
  if (Object.keys(blocks).length > Object.keys(here).length) bringBlocks(blocks);
  const { selectedComments } = documentStore.getState();
  if (selectedComments.length < Object.keys(clip.comments ?? {}).length)
    void import("../annotations/commenting").then(({ sayFull }) => sayFull());
}

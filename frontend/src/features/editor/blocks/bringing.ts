/** Blocks that come to a document with what uses them. */
import type { Blocks } from "@/graph/blocks/definitions";
import { documentStore } from "@/graph/documentStore";

/** The document's blocks from now on; belongs to the edit before it, and is undone with it. */
export function bringBlocks(blocks: Blocks): void {
  const history = documentStore.temporal.getState();
  history.pause();
  documentStore.getState().setExperiment(["blocks"], blocks);
  history.resume();
}

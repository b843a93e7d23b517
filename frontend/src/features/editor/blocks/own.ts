/** Blocks put into a document: its own, a new one, and those that the reader keeps for all experiments. */

import i18next from "i18next";
import { ApiError } from "@/api/errors";
import { getBlock, keepBlock } from "@/api/ownBlocks";
import { carried } from "@/graph/blocks/carried";
import { type Blocks, blocksBehind, freeName } from "@/graph/blocks/definitions";
import { defaultLayer, offeredBlock } from "@/graph/catalogue";
import { documentStore } from "@/graph/documentStore";
import { blocksOf } from "@/graph/experiment";
import { nameOf } from "@/graph/sheet";
import type { Block, Position } from "@/graph/types";
import type { OwnBlock } from "@/schema/schema.gen";
import { showMessage } from "@/ui/messages";
import { announce, type NewLayerPlace } from "../editorStore";
import { insertLayer } from "../palette/inserting";
import { keptId } from "../palette/kept";
import { bringBlocks } from "./bringing";
import { addBlockTexts } from "./useBlockTexts";

/** Puts a use of a block of the document on the canvas; `place` is null where the selection decides. */
export function insertUse(block: string, place: NewLayerPlace | null, middle: Position): string {
  addBlockTexts();
  const id = insertLayer(offeredBlock(block), place, middle);
  announce(i18next.t("blocks:palette.inserted", { id: nameOf(id) }));
  return id;
}

/** What enters leaves as it is, until something is put between. */
function emptyBlock(): Block {
  const end = (kind: string, x: number) => ({ layer: defaultLayer(kind), position: { x, y: 0 } });
  return {
    network: {
      nodes: { input: end("input", 0), output: end("output", 400) },
      edges: [{ source: "input", target: "output" }],
    },
    parameters: {},
    bindings: {},
  };
}

/** A block with nothing inside, and a use of it. */
export function insertNewBlock(middle: Position): string {
  const blocks = blocksOf(documentStore.getState().document);
  const name = freeName(blocks, "block");
  const id = insertUse(name, null, middle);
  bringBlocks({ ...blocks, [name]: emptyBlock() });
  return id;
}

/** A use of a block that the reader keeps; the document has a copy of it from now on. */
export async function insertKept(
  kept: string,
  place: NewLayerPlace | null,
  middle: Position,
): Promise<void> {
  addBlockTexts();
  try {
    await insertFetched(kept, place, middle);
  } catch {
    showMessage({ text: i18next.t("blocks:palette.lost") });
  }
}

async function insertFetched(
  kept: string,
  place: NewLayerPlace | null,
  middle: Position,
): Promise<void> {
  const { name, document: own } = await getBlock(keptId(kept));
  const { document, readOnly } = documentStore.getState();
  if (document === null || readOnly) return;
  const here = blocksOf(document);
  const brought = calledBy(own, name);
  const { blocks, names } = carried(here, brought.blocks);
  insertUse(names.get(brought.main) ?? brought.main, place, middle);
  if (Object.keys(blocks).length > Object.keys(here).length) bringBlocks(blocks);
}

/** Its definitions, with the block under the name that it is kept by, unless one that it uses is called so. */
function calledBy(own: OwnBlock, kept: string): { main: string; blocks: Blocks } {
  const { [own.block]: block, ...others } = own.blocks as unknown as Blocks;
  const main = freeName(others, kept);
  return { main, blocks: block === undefined ? others : { ...others, [main]: block } };
}

/** Keeps a block of the document for other experiments. */
export async function keep(name: string, replace = false): Promise<void> {
  addBlockTexts();
  const blocks = blocksOf(documentStore.getState().document);
  const block = blocks[name];
  if (!block) return;
  const all = { ...blocksBehind(blocks, block.network), [name]: block };
  const own = { format: 2, block: name, blocks: all } as unknown as OwnBlock;
  try {
    await keepBlock(name, own, replace);
    showMessage({ text: i18next.t("blocks:palette.kept", { name }) });
  } catch (error) {
    if (!(error instanceof ApiError) || error.code !== "own_block_name_taken") throw error;
    showMessage({
      text: i18next.t("blocks:palette.taken", { name }),
      action: { label: i18next.t("blocks:palette.replace"), run: () => void keep(name, true) },
    });
  }
}

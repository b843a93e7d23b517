/** What is looked at of the blocks of a document, and for whom it is edited there. */
import { documentStore } from "../documentStore";
import { type Placed, pathOf } from "../sheet";
import { holderOf, sameUse } from "./opened";

/** Looks at another copy of the use that is open. */
export function lookAtCopy(copy: number): void {
  const { opened, selection, enter, select } = documentStore.getState();
  if (opened === null) return;
  enter({ ...opened, copies: [...opened.copies.slice(0, opened.way.length - 1), copy] });
  select(selection);
}

/** Whether what is edited inside is so at this use alone. */
export function editOnlyThis(onlyThis: boolean): void {
  const { opened, selection, enter, select } = documentStore.getState();
  if (opened === null) return;
  enter({ ...opened, onlyThis });
  select(selection);
}

/**
 * Chooses what the server tells of by this path, in the network of the role or in the inside of a block, which is opened
 * where it is not. Answers its name on the sheet.
 */
export function reveal(placed: Placed): string {
  const { opened, enter } = documentStore.getState();
  const holder = holderOf(placed.role, placed.name);
  const there = holder === null ? opened === null : opened !== null && sameUse(opened, holder);
  if (!there) enter(holder);
  else if (holder !== null && opened !== null) enter({ ...opened, copies: holder.copies });
  const now = documentStore.getState();
  const id = pathOf(now, placed);
  now.select([id]);
  return id;
}

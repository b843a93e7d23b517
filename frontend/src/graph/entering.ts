/** Into the inside of a block, and out of it again. */
import { holderOf, sameUse, usedAt } from "./blocks/opened";
import { documentStore } from "./documentStore";
import { insideOn, nameOf, type Placed, partAt, pathOf } from "./sheet";

/** Opens the use of a block by its name on the sheet; false where it is none. */
export function enterUse(id: string): boolean {
  const lying = documentStore.getState();
  const part = partAt(lying, id);
  if (part === undefined || usedAt(lying.document, part, nameOf(id)) === null) return false;
  const copies = part.way.length > 0 ? (lying.opened?.copies ?? []) : [];
  const onlyThis = part.way.length > 0 && lying.opened?.onlyThis === true;
  const { role } = part;
  lying.enter({ role, way: [...part.way, nameOf(id)], copies: [...copies, 0], onlyThis });
  return true;
}

/** Out to the level that so many uses lie around: 0 is the network itself. Its use is chosen there. */
export function leaveTo(levels: number): void {
  const lying = documentStore.getState();
  const inside = insideOn(lying);
  const { opened, enter } = lying;
  if (inside === null || opened === null) return;
  const way = opened.way.slice(0, levels);
  enter(levels === 0 ? null : { ...opened, way, copies: opened.copies.slice(0, levels) });
  const now = documentStore.getState();
  const left = { role: opened.role, name: inside.way.slice(0, levels + 1).join("/") };
  now.select([pathOf(now, left)]);
}

/** One level up; false where no inside is open. */
export function leaveUse(): boolean {
  const inside = insideOn(documentStore.getState());
  if (inside === null) return false;
  leaveTo(inside.way.length - 1);
  return true;
}

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

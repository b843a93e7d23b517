/** Into the inside of a block, and out of it again. */
import { usedAt } from "./blocks/opened";
import { documentStore } from "./documentStore";
import { insideOn, nameOf, partAt, pathOf } from "./sheet";

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

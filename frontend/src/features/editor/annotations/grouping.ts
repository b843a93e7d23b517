/** Frames around what is selected, by key, by menu and by the bar of a selection. */
import { group, groupsOf } from "@/graph/annotating";
import { ungroup } from "@/graph/annotations";
import { documentStore, currentSheet as network } from "@/graph/documentStore";
import { groupItem } from "@/graph/items";
import { startOfPath } from "@/graph/sheet";
import type { Network } from "@/graph/types";
import { startEditing } from "../editorStore";
import { keepingNeat } from "../wires/neatness";

/** The one group that lies wholly in a selection that is larger: it grows, and keeps its title. */
function growing({ groups }: Network, selection: readonly string[]): string | null {
  const whole = Object.entries(groups ?? {}).filter(
    ([, { nodes }]) =>
      nodes.length > 0 &&
      nodes.length < selection.length &&
      nodes.every((node) => selection.includes(node)),
  );
  return whole.length === 1 ? (whole[0]?.[0] ?? null) : null;
}

/** Puts a frame around these layers of one network; answers which, and whether it is new. */
function groupThese(nodes: readonly string[]): { readonly id: string; readonly isNew: boolean } {
  const grown = growing(network(), nodes);
  let id = grown ?? "";
  documentStore.getState().alter((before) => {
    const old = grown === null ? undefined : before.groups?.[grown];
    const [after, added] = group(before, nodes, old?.title ?? "");
    if (grown === null || !old) {
      id = added;
      return after;
    }
    const { [added]: whole, ...others } = after.groups ?? {};
    return { ...after, groups: { ...others, [grown]: { ...old, ...whole } } };
  });
  return { id, isNew: grown === null };
}

/** Puts a frame around the selected layers, one in each network, and asks for its title. Answers how many they are. */
export function groupSelected(): number {
  const { selection, select } = documentStore.getState();
  if (selection.length === 0) return 0;
  const starts = [...new Set(selection.map(startOfPath))];
  const made: ReturnType<typeof groupThese>[] = [];
  keepingNeat(() => {
    for (const start of starts)
      made.push(groupThese(selection.filter((id) => startOfPath(id) === start)));
  });
  select([], { groups: made.map(({ id }) => id) });
  const [first] = made;
  if (first?.isNew && made.length === 1) startEditing(groupItem(first.id));
  return selection.length;
}

/** Takes frames away; what they held stays. */
export function ungroupItems(ids: readonly string[]): void {
  const { alter, select } = documentStore.getState();
  const members = ids.flatMap((id) => network().groups?.[id]?.nodes ?? []);
  keepingNeat(() => alter((before) => ungroup(before, ids)));
  select(members.filter((id) => Object.hasOwn(network().nodes, id)));
}

/** The chosen frames, or those around the selected layers. Answers how many went. */
export function ungroupSelected(): number {
  const { selection, selectedGroups } = documentStore.getState();
  const ids = selectedGroups.length > 0 ? selectedGroups : groupsOf(network(), selection);
  if (ids.length > 0) ungroupItems(ids);
  return ids.length;
}

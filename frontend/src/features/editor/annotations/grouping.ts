/** Frames around what is selected, by key, by menu and by the bar of a selection. */
import { group, groupsOf } from "@/graph/annotating";
import { ungroup } from "@/graph/annotations";
import { documentStore } from "@/graph/documentStore";
import { networkOf } from "@/graph/experiment";
import { groupItem } from "@/graph/items";
import type { Network } from "@/graph/types";
import { startEditing } from "../editorStore";
import { keepingNeat } from "../wires/neatness";

function network(): Network {
  const { document, role } = documentStore.getState();
  return networkOf(document, role);
}

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

/** Puts a frame around the selected layers and asks for its title. Answers how many they are. */
export function groupSelected(): number {
  const { selection, alter, select } = documentStore.getState();
  if (selection.length === 0) return 0;
  const grown = growing(network(), selection);
  let id = grown ?? "";
  keepingNeat(() =>
    alter((before) => {
      const old = grown === null ? undefined : before.groups?.[grown];
      const [after, added] = group(before, selection, old?.title ?? "");
      if (grown === null || !old) {
        id = added;
        return after;
      }
      const { [added]: whole, ...others } = after.groups ?? {};
      return { ...after, groups: { ...others, [grown]: { ...old, ...whole } } };
    }),
  );
  select([], { groups: [id] });
  if (grown === null) startEditing(groupItem(id));
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

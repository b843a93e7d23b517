/** Comments and groups made and changed: edits of a network that leave what it computes alone. */
import { leaveGroups } from "./annotations";
import { freshId } from "./names";
import { startOfPath } from "./sheet";
import type { Comment, Group, Network, Position, Size } from "./types";

export const COMMENT_SIZE: Size = { width: 200, height: 88 };
const LEAST: Size = { width: 60, height: 32 };
const MOST = 2000;
/** As many as a network may hold. */
export const MOST_COMMENTS = 200;

export function addComment(network: Network, id: string, position: Position): Network {
  const comment: Comment = { text: "", position, ...COMMENT_SIZE, colour: "amber" };
  return { ...network, comments: { ...network.comments, [id]: comment } };
}

/** On a sheet of several networks its name begins as all of its own network do. */
export const freshCommentId = (network: Network, start = ""): string =>
  freshId(new Set(Object.keys(network.comments ?? {})), "comment", start);

/** How many comments a network has; the one of the sheet whose names begin so. */
export const countComments = ({ comments = {} }: Network, start = ""): number =>
  Object.keys(comments).filter((id) => id.startsWith(start)).length;

export function changeComment(network: Network, id: string, change: Partial<Comment>): Network {
  const comment = network.comments?.[id];
  if (!comment) return network;
  const changed = { ...comment, ...change };
  const within = (value: number, least: number) =>
    Math.round(Math.min(MOST, Math.max(least, value)));
  changed.width = within(changed.width, LEAST.width);
  changed.height = within(changed.height, LEAST.height);
  return { ...network, comments: { ...network.comments, [id]: changed } };
}

/** A node is in one group at most: it leaves the one that it was in. */
export function group(
  network: Network,
  nodes: readonly string[],
  title: string,
): [Network, string] {
  const start = startOfPath(nodes[0] ?? "");
  const id = freshId(new Set(Object.keys(network.groups ?? {})), "group", start);
  const left = leaveGroups(network, nodes);
  return [{ ...left, groups: { ...left.groups, [id]: { title, nodes: [...nodes] } } }, id];
}

/** A group as it was, with another title or other nodes. */
export function changeGroup(network: Network, id: string, change: Partial<Group>): Network {
  const old = network.groups?.[id];
  if (!old) return network;
  return { ...network, groups: { ...network.groups, [id]: { ...old, ...change } } };
}

/** A clip's comments and groups under fresh names, the groups' nodes under theirs; answers the comments' names too. */
export function pasteAnnotations(
  network: Network,
  clip: Network,
  renamed: ReadonlyMap<string, string>,
  moved: (position: Position) => Position,
  startFor: (id: string) => string,
): [network: Network, comments: string[]] {
  let pasted = network;
  const added: string[] = [];
  for (const [old, comment] of Object.entries(clip.comments ?? {})) {
    const start = startFor(old);
    if (countComments(pasted, start) >= MOST_COMMENTS) continue;
    const id = freshCommentId(pasted, start);
    const copy = { ...comment, position: moved(comment.position) };
    pasted = { ...pasted, comments: { ...pasted.comments, [id]: copy } };
    added.push(id);
  }
  for (const { title, nodes } of Object.values(clip.groups ?? {})) {
    const copies = nodes.flatMap((id) => renamed.get(id) ?? []);
    if (copies.length > 0) [pasted] = group(pasted, copies, title);
  }
  return [pasted, added];
}

/** By the names of nodes: the group that each is in. */
export function groupByNode(network: Network): Map<string, string> {
  const groups = Object.entries(network.groups ?? {});
  return new Map(groups.flatMap(([id, { nodes }]) => nodes.map((node) => [node, id] as const)));
}

/** The groups that share a node with these. */
export function groupsOf(network: Network, nodes: readonly string[]): string[] {
  const chosen = new Set(nodes);
  return Object.entries(network.groups ?? {}).flatMap(([id, { nodes: members }]) =>
    members.some((member) => chosen.has(member)) ? [id] : [],
  );
}

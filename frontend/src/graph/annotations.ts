/** What becomes of comments and groups when layers come and go, or they are deleted. */
import type { Group, Network } from "./types";

export function removeComments(network: Network, ids: readonly string[]): Network {
  if (!ids.some((id) => network.comments?.[id])) return network;
  const gone = new Set(ids);
  const comments = Object.entries(network.comments ?? {}).filter(([id]) => !gone.has(id));
  return { ...network, comments: Object.fromEntries(comments) };
}

export function ungroup(network: Network, ids: readonly string[]): Network {
  if (!ids.some((id) => network.groups?.[id])) return network;
  const gone = new Set(ids);
  const groups = Object.entries(network.groups ?? {}).filter(([id]) => !gone.has(id));
  return { ...network, groups: Object.fromEntries(groups) };
}

/** A group that nobody is left in goes too. */
export function leaveGroups(network: Network, nodes: readonly string[]): Network {
  const leaving = new Set(nodes);
  const known = Object.entries(network.groups ?? {});
  if (!known.some(([, { nodes: members }]) => members.some((id) => leaving.has(id))))
    return network;
  const groups = known.flatMap(([id, old]): [string, Group][] => {
    const left = old.nodes.filter((node) => !leaving.has(node));
    return left.length === 0
      ? []
      : [[id, left.length === old.nodes.length ? old : { ...old, nodes: left }]];
  });
  return { ...network, groups: Object.fromEntries(groups) };
}

/** A node set between members of one group belongs to it too. */
export function joinGroup(network: Network, id: string, between: readonly string[]): Network {
  const found = Object.entries(network.groups ?? {}).find(([, { nodes }]) =>
    between.every((node) => nodes.includes(node)),
  );
  if (!found) return network;
  const [name, joined] = found;
  const groups = { ...network.groups, [name]: { ...joined, nodes: [...joined.nodes, id] } };
  return { ...network, groups };
}

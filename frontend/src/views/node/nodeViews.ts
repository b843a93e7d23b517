import { createStore } from "zustand/vanilla";

/** What a node shows inside itself. */
export type NodeViewKind = "output" | "kernels" | "gradient";

/** By role and node; what is left out shows its output. */
export const nodeViews = createStore<Readonly<Record<string, NodeViewKind>>>(() => ({}));

const keyOf = (role: string, node: string) => `${role}/${node}`;

export function nodeViewOf(
  views: Readonly<Record<string, NodeViewKind>>,
  role: string,
  node: string,
): NodeViewKind {
  return views[keyOf(role, node)] ?? "output";
}

/** Whether any node of a role shows this side of itself. */
export function anyShows(
  views: Readonly<Record<string, NodeViewKind>>,
  role: string,
  view: NodeViewKind,
): boolean {
  return Object.entries(views).some(([key, shown]) => shown === view && key.startsWith(`${role}/`));
}

export function showInNode(role: string, node: string, view: NodeViewKind): void {
  nodeViews.setState({ [keyOf(role, node)]: view });
}

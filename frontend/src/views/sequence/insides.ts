/** What a recurrent layer shows beneath itself: what it keeps, what its gates do, how far its gradient reaches. */
import { createStore } from "zustand/vanilla";

export const INSIDES = ["memory", "gates", "through", "unrolled"] as const;
export type Inside = (typeof INSIDES)[number];

/** What each kind of recurrent layer has to show. */
const OF_KIND: Readonly<Record<string, readonly Inside[]>> = {
  lstm: INSIDES,
  gru: ["gates", "through", "unrolled"],
  rnn: ["through", "unrolled"],
};

const NONE: readonly Inside[] = [];

export const insidesOf = (kind: string): readonly Inside[] => OF_KIND[kind] ?? NONE;

/** By role and node; what is left out shows nothing of its inside. */
export const insides = createStore<Readonly<Record<string, Inside>>>(() => ({}));

const keyOf = (role: string, node: string) => `${role}/${node}`;

export const insideOf = (
  all: ReturnType<typeof insides.getState>,
  role: string,
  node: string,
): Inside | null => all[keyOf(role, node)] ?? null;

export function showInside(role: string, node: string, inside: Inside | null): void {
  insides.setState((all) => {
    const { [keyOf(role, node)]: _, ...rest } = all;
    return inside === null ? rest : { ...rest, [keyOf(role, node)]: inside };
  }, true);
}

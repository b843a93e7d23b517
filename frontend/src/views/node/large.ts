import { createStore } from "zustand/vanilla";

/** The node that is shown large; null when none is. */
export const large = createStore<{ role: string; node: string } | null>(() => null);

export function openLarge(role: string, node: string): void {
  large.setState({ role, node }, true);
}

export function closeLarge(): void {
  large.setState(null, true);
}

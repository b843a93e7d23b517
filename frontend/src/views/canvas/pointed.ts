import { createStore } from "zustand/vanilla";

/** The node that a view beside the canvas points at, by its name on the sheet: the canvas shows which it is. */
export const pointed = createStore<{ node: string | null }>(() => ({ node: null }));

export const pointAt = (node: string | null): void => pointed.setState({ node });

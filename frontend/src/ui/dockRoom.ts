import { createStore } from "zustand/vanilla";

interface DockRoom {
  /** Under the canvas, once it is there: what asks about the canvas can stand here for as long as it asks. */
  readonly element: HTMLElement | null;
}

export const dockRoom = createStore<DockRoom>(() => ({ element: null }));

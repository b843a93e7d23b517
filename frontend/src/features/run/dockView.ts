import { createStore } from "zustand/vanilla";

interface DockView {
  /** The panel that has the dock for itself; null when all share it. */
  large: number | null;
  /** The panel in front where only one fits. */
  front: number;
  enlarge: (panel: number | null) => void;
  bringForward: (panel: number) => void;
}

export const dockView = createStore<DockView>((set, get) => ({
  large: null,
  front: 0,
  enlarge: (panel) =>
    set({ large: get().large === panel ? null : panel, front: panel ?? get().front }),
  bringForward: (panel) => set({ front: panel }),
}));

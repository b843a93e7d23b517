import { createStore } from "zustand/vanilla";
import { documentStore } from "@/graph/documentStore";
import { type Arrangement, arrangementFrom, moved, type PanelId, UNARRANGED } from "./dockPanels";

interface DockView {
  arrangement: Arrangement;
  /** The panel that has the dock for itself; null when all share it. */
  large: PanelId | null;
  /** The panel in front where not all fit. */
  front: PanelId | null;
  /** On screen from left to right: what the keys 1 to 9 count. */
  numbered: readonly PanelId[];
  enlarge: (panel: PanelId | null) => void;
  bringForward: (panel: PanelId) => void;
  /** Puts a panel in the place of another. */
  move: (panel: PanelId, place: PanelId) => void;
  choose: (panel: PanelId, shown: boolean) => void;
  setHeight: (height: number) => void;
}

const keyOf = (experiment: string) => `layerlab.dock.${experiment}`;

function remembered(experiment: string): Arrangement {
  try {
    return arrangementFrom(localStorage.getItem(keyOf(experiment)));
  } catch {
    return UNARRANGED;
  }
}

function remember(arrangement: Arrangement): void {
  const { id } = documentStore.getState();
  if (id === "") return;
  try {
    localStorage.setItem(keyOf(id), JSON.stringify(arrangement));
  } catch {
    // A browser that keeps nothing still arranges for this visit.
  }
}

export const dockView = createStore<DockView>((set, get) => {
  const arrange = (change: Partial<Arrangement>) => {
    const arrangement = { ...get().arrangement, ...change };
    set({ arrangement });
    remember(arrangement);
  };
  return {
    arrangement: remembered(documentStore.getState().id),
    large: null,
    front: null,
    numbered: [],
    enlarge: (panel) =>
      set({ large: get().large === panel ? null : panel, front: panel ?? get().front }),
    bringForward: (panel) => set({ front: panel }),
    move: (panel, place) => arrange({ order: moved(get().arrangement.order, panel, place) }),
    choose: (panel, shown) => {
      arrange({ chosen: { ...get().arrangement.chosen, [panel]: shown } });
      if (shown) set({ front: panel });
      else if (get().large === panel) set({ large: null });
    },
    setHeight: (height) => arrange({ height }),
  };
});

// The arrangement belongs to the experiment on screen.
documentStore.subscribe((now, before) => {
  if (now.id === before.id) return;
  dockView.setState({ arrangement: remembered(now.id), large: null, front: null });
});

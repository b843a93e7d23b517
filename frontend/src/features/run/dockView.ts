import { createStore } from "zustand/vanilla";
import { documentStore } from "@/graph/documentStore";
import type { Arrangement } from "@/graph/experiment";
import { inOrder, moved, type PanelId, UNARRANGED } from "./dockPanels";

interface DockView {
  /** The experiment's own; a reader of a link may have theirs, for this visit. */
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

function arrangementNow(): Arrangement {
  return documentStore.getState().document?.arrangement ?? UNARRANGED;
}

export const dockView = createStore<DockView>((set, get) => {
  const arrange = (change: Partial<Arrangement>) => {
    const arrangement = { ...get().arrangement, ...change };
    set({ arrangement });
    documentStore.getState().arrange(arrangement);
  };
  return {
    arrangement: arrangementNow(),
    large: null,
    front: null,
    numbered: [],
    enlarge: (panel) =>
      set({ large: get().large === panel ? null : panel, front: panel ?? get().front }),
    bringForward: (panel) => set({ front: panel }),
    move: (panel, place) =>
      arrange({ order: [...moved(inOrder(get().arrangement), panel, place)] }),
    choose: (panel, shown) => {
      arrange({ chosen: { ...get().arrangement.chosen, [panel]: shown } });
      if (shown) set({ front: panel });
      else if (get().large === panel) set({ large: null });
    },
    setHeight: (height) => arrange({ height }),
  };
});

// Opened, or taken from another tab: the views stand as the experiment has it.
documentStore.subscribe((now, before) => {
  const arrangement = arrangementNow();
  if (now.id !== before.id) dockView.setState({ arrangement, large: null, front: null });
  else if (now.document?.arrangement !== before.document?.arrangement)
    dockView.setState({ arrangement });
});

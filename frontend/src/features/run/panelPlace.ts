import { createContext, useContext } from "react";
import type { PanelId } from "./dockPanels";

interface PanelPlace {
  id: PanelId;
  large: boolean;
  /** Its key, from 1; 0 where it has none. */
  number: number;
  /** Those that share this place by turns, itself among them; empty where it has the place for itself. */
  turns: readonly PanelId[];
}

/** Where a panel stands in the dock; null where it stands alone, as on a phone. */
export const PanelPlaceContext = createContext<PanelPlace | null>(null);

export const usePanelPlace = () => useContext(PanelPlaceContext);

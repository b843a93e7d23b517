import { createContext, useContext } from "react";
import type { PanelId } from "./dockPanels";

interface PanelPlace {
  id: PanelId;
  large: boolean;
  /** Its key, from 1; 0 where it has none. */
  number: number;
}

/** Where a panel stands in the dock; null where it stands alone, as on a phone. */
export const PanelPlaceContext = createContext<PanelPlace | null>(null);

export const usePanelPlace = () => useContext(PanelPlaceContext);

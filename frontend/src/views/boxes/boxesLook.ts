import { createStore } from "zustand/vanilla";

interface BoxesLook {
  /** Boxes of which the network is less sure are not drawn. */
  least: number;
  /** Whether the cells of the grid are drawn, the surer the stronger. */
  heat: boolean;
}

/** How found boxes are looked at, in the dock and on the pad. */
export const boxesLook = createStore<BoxesLook>(() => ({ least: 0.5, heat: false }));

export const toggleHeat = () => boxesLook.setState(({ heat }) => ({ heat: !heat }));

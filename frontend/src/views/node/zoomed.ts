import { createStore } from "zustand/vanilla";

/** How large the studio's canvas shows its tiles; 1 where it magnifies them. */
export const zoomed = createStore(() => ({ zoom: 1 }));

import { createStore } from "zustand/vanilla";
import type { Cell } from "./matrix";

/** The confusion cell whose images are on screen; null when none is. */
export const misread = createStore<Cell | null>(() => null);

export function openMisread(cell: Cell): void {
  misread.setState(cell, true);
}

export function closeMisread(): void {
  misread.setState(null, true);
}

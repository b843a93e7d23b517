import { createStore } from "zustand/vanilla";
import type { MatrixCell } from "./matrix";

/** The confusion cell whose images are on screen; null when none is. */
export const misread = createStore<MatrixCell | null>(() => null);

export function openMisread(cell: MatrixCell): void {
  misread.setState(cell, true);
}

export function closeMisread(): void {
  misread.setState(null, true);
}

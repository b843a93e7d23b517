/** A second place in time: not which training step, but where in the sequence. One for all tiles at once. */
import { createStore } from "zustand/vanilla";

interface Cursor {
  /** The step that the pointer is over; null where it is over none. */
  readonly hovered: number | null;
  /** The step that was chosen last; null for the last of the sequence. */
  readonly kept: number | null;
}

export const cursor = createStore<Cursor>(() => ({ hovered: null, kept: null }));

/** The step that is looked at, of so many: the last where nobody chose, and where the chosen one is not there. */
export function stepAt({ hovered, kept }: Cursor, steps: number): number {
  return Math.max(0, Math.min(hovered ?? kept ?? steps - 1, steps - 1));
}

export function hoverStep(step: number | null): void {
  if (cursor.getState().hovered !== step) cursor.setState({ hovered: step });
}

export function keepStep(step: number): void {
  cursor.setState({ kept: Math.max(0, step), hovered: null });
}

/** The step under a point, in shares of the picture's width. */
export function stepUnder(share: number, steps: number): number {
  return Math.max(0, Math.min(Math.floor(share * steps), steps - 1));
}

/** The step of a layer that has more or fewer of them than what enters. */
export function stepThere(step: number, steps: number, there: number): number {
  return steps === there ? step : stepUnder((step + 0.5) / Math.max(1, steps), there);
}

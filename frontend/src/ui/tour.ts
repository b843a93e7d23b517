/** The tour of the studio: whether it is under way, and where it stands. */
import { create } from "zustand";
import { remembered, rememberThat } from "./memory";

interface Tour {
  /** Counted from 0; null while there is no tour. */
  step: number | null;
  /** Called for by the reader, who then expects it under the keys; one that comes by itself takes no focus. */
  asked: boolean;
}

const NAME = "tour";

export const useTour = create<Tour>(() => ({ step: null, asked: false }));

/** On a first visit: once in a browser, and nobody is asked. */
export function offerTour(): void {
  if (remembered(NAME) === null) useTour.setState({ step: 0, asked: false });
}

export function startTour(): void {
  useTour.setState({ step: 0, asked: true });
}

export function goToStep(step: number): void {
  useTour.setState({ step });
}

export function endTour(): void {
  useTour.setState({ step: null });
  rememberThat(NAME, "seen");
}

/** The tour of the studio: whether it is under way, and where it stands. */
import { create } from "zustand";
import { remembered, rememberThat } from "./memory";

interface Tour {
  /** Counted from 0; null while there is no tour. */
  step: number | null;
  /** Called for by the reader, who then expects it under the keys; one that comes by itself takes no focus. */
  asked: boolean;
  /** It may be taken or left. */
  offered: boolean;
}

const NAME = "tour";

export const useTour = create<Tour>(() => ({ step: null, asked: false, offered: false }));

/** On a first visit, to an experiment that is nobody's work yet: once in a browser, and nobody is asked. */
export function beginTour(): void {
  if (remembered(NAME) === null) useTour.setState({ step: 0, asked: false });
}

/** Whoever is new and came by another door may have it: asked once in a browser, and never again. */
export function offerTour(): void {
  if (remembered(NAME) !== null || useTour.getState().step !== null) return;
  useTour.setState({ offered: true });
  rememberThat(NAME, "offered");
}

export function declineTour(): void {
  useTour.setState({ offered: false });
}

export function startTour(): void {
  useTour.setState({ step: 0, asked: true, offered: false });
}

export function goToStep(step: number): void {
  useTour.setState({ step });
}

export function endTour(): void {
  useTour.setState({ step: null });
  rememberThat(NAME, "seen");
}

/** What someone began to write, and how the network is to go on: it outlives the panel. */
import { createStore } from "zustand";

/** At which the network writes by itself, as the server has them. */
export const TEMPERATURES = [0.4, 0.8, 1.2] as const;

interface Continuing {
  readonly text: string;
  readonly seed: number;
  readonly temperature: number;
  /** 0 is all. */
  readonly topK: number;
  readonly topP: number;
}

export const continuing = createStore<Continuing>(() => ({
  text: "",
  seed: 1,
  temperature: 0.8,
  topK: 0,
  topP: 1,
}));

export const otherDice = (): void => continuing.setState(({ seed }) => ({ seed: seed + 1 }));

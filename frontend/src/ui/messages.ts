import { create } from "zustand";

export interface Message {
  id: number;
  text: string;
  action?: { label: string; run: () => void };
}

/** At most two stand on screen; an older one makes room. */
const MOST = 2;
const SHOWN_MS = 8_000;

interface Messages {
  shown: readonly Message[];
}

let last = 0;

export const useMessages = create<Messages>(() => ({ shown: [] }));

export function dismissMessage(id: number): void {
  useMessages.setState(({ shown }) => ({ shown: shown.filter((message) => message.id !== id) }));
}

/** Says something that is not on screen already, with the way back where there is one; its number. */
export function showMessage(message: Omit<Message, "id">): number {
  last += 1;
  const id = last;
  useMessages.setState(({ shown }) => ({ shown: [...shown, { ...message, id }].slice(-MOST) }));
  setTimeout(() => dismissMessage(id), SHOWN_MS);
  return id;
}

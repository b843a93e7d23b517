import { type KeyboardEvent, useCallback } from "react";
import { isArrow, next } from "./walking";

/** What can be walked to: the buttons of cards, in the order of reading. */
export const WALKED = "[data-card]";

/** Arrow keys among the cards below an element. */
export function useWalking() {
  return useCallback((event: KeyboardEvent<HTMLElement>) => {
    if (event.ctrlKey || event.metaKey || event.altKey || event.shiftKey) return;
    const { target, currentTarget, key } = event;
    if (!isArrow(key) || !(target instanceof Element)) return;
    const cards = [...currentTarget.querySelectorAll<HTMLElement>(WALKED)];
    const at = cards.indexOf(target as HTMLElement);
    if (at < 0) return;
    event.preventDefault();
    // A card's button is as wide as its name: the card is what lies in the row.
    const places = cards.map((card) => (card.closest("article") ?? card).getBoundingClientRect());
    const to = cards[next(places, at, key)];
    to?.focus();
    to?.scrollIntoView({ block: "nearest" });
  }, []);
}

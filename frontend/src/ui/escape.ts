/** Escape closes one thing at a time, the topmost first. Fields and menus have their own; what is left goes by rank. */
import { useEffect, useRef } from "react";

/** What stands over what; the newest of one rank stands over the others. */
const RANKS = ["drawer", "panel", "tour", "dialog"] as const;
type Rank = (typeof RANKS)[number];

interface Layer {
  readonly rank: number;
  readonly close: () => void;
}

const layers: Layer[] = [];
const DIALOG = RANKS.indexOf("dialog");

/** A menu or a list that is open closes by its own key, if the key reaches it. */
function inMenu(target: EventTarget | null): boolean {
  if (!(target instanceof Element)) return false;
  return (
    target.closest("[role='menu'], [role='listbox'], [aria-expanded='true']") !== null ||
    target.closest("[role='dialog']:not([aria-modal='true'])") !== null
  );
}

/** The button of a menu that is open and has not taken the focus yet: the key would reach neither. */
function openerOf(target: EventTarget | null): HTMLElement | null {
  if (!(target instanceof Element)) return null;
  return target.closest<HTMLElement>(
    "button[aria-expanded='true']:is([aria-haspopup='menu'], [aria-haspopup='dialog'])",
  );
}

function inField(target: EventTarget | null): boolean {
  return target instanceof Element && target.closest("input, textarea, select") !== null;
}

function press(event: KeyboardEvent): void {
  if (event.key !== "Escape" || event.isComposing) return;
  const { target } = event;
  const opener = openerOf(target);
  if (opener !== null) {
    event.preventDefault();
    event.stopImmediatePropagation();
    opener.click();
    return;
  }
  // Nobody behind the menu takes the same key.
  if (inMenu(target)) {
    event.preventDefault();
    return;
  }
  const top = layers.reduce<Layer | null>(
    (found, layer) => (found === null || layer.rank >= found.rank ? layer : found),
    null,
  );
  // What is written in a field comes first; a dialog closes over it, as it saves what is written.
  if (top === null || (top.rank < DIALOG && inField(target))) return;
  event.preventDefault();
  event.stopImmediatePropagation();
  top.close();
}

if (typeof window !== "undefined") window.addEventListener("keydown", press, { capture: true });

/** While it is open, an Escape that nothing above it takes closes this. */
export function useEscape(open: boolean, close: () => void, rank: Rank): void {
  const last = useRef(close);
  useEffect(() => {
    last.current = close;
  });
  useEffect(() => {
    if (!open) return;
    const layer = { rank: RANKS.indexOf(rank), close: () => last.current() };
    layers.push(layer);
    return () => void layers.splice(layers.indexOf(layer), 1);
  }, [open, rank]);
}

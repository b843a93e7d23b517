/** Keys of one character can be switched off, for those who speak or whose keys slip (WCAG 2.1.4). */
import { useStore } from "zustand";
import { createStore } from "zustand/vanilla";
import { remembered, rememberThat } from "@/ui/memory";
import { inDialog, isTyping } from "./typing";

const NAME = "single-keys";

const store = createStore(() => ({ on: remembered(NAME) !== "off" }));

export function useSingleKeys(): boolean {
  return useStore(store, (state) => state.on);
}

export function setSingleKeys(on: boolean): void {
  store.setState({ on });
  rememberThat(NAME, on ? "on" : "off");
}

/** Space presses buttons, so it is no shortcut alone; keys sent by the palette were asked for by name. */
function isSingle(event: KeyboardEvent): boolean {
  if (!event.isTrusted || event.ctrlKey || event.metaKey || event.altKey) return false;
  return event.key.length === 1 && event.key !== " ";
}

/** Stands before all other listeners of the page. */
export function guardSingleKeys(): () => void {
  const stop = (event: KeyboardEvent) => {
    if (store.getState().on || !isSingle(event)) return;
    if (isTyping(event.target) || inDialog(event.target)) return;
    event.stopImmediatePropagation();
  };
  window.addEventListener("keydown", stop, { capture: true });
  return () => window.removeEventListener("keydown", stop, { capture: true });
}

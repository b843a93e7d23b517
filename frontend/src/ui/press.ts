/** Keys and buttons of the page, pressed in the reader's stead: what they do has one way, whoever asks for it. */

/** Does what the key does, as if it had been pressed on the page. */
export function pressKey(init: KeyboardEventInit): void {
  const event = new KeyboardEvent("keydown", { ...init, bubbles: true, cancelable: true });
  document.body.dispatchEvent(event);
}

/** The button that is called so (`data-action`), if it is on the page and can be pressed. */
export function buttonOf(action: string): HTMLElement | null {
  const button = document.querySelector<HTMLElement>(`[data-action="${action}"]`);
  return button?.matches(":disabled, [aria-disabled='true']") ? null : button;
}

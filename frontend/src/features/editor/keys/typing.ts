const FIELDS =
  "input, textarea, select, [contenteditable='true'], [role='combobox'], [role='slider']";

/** Single letters belong to a field that has the focus. */
export function isTyping(target: EventTarget | null): boolean {
  if (!(target instanceof Element)) return false;
  const field = target.closest(FIELDS);
  return field !== null && !(field instanceof HTMLInputElement && field.type === "checkbox");
}

/** A dialog or menu has the keyboard while it is open. */
export function inDialog(target: EventTarget | null): boolean {
  return target instanceof Element && target.closest("[role='dialog'], [role='menu']") !== null;
}

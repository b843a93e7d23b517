/** Small habits of the reader, kept by the browser. */

export function remembered(name: string): string | null {
  try {
    return localStorage.getItem(`layerlab.${name}`);
  } catch {
    return null;
  }
}

export function rememberThat(name: string, value: string): void {
  try {
    localStorage.setItem(`layerlab.${name}`, value);
  } catch {
    // A browser that keeps nothing still obeys for this visit.
  }
}

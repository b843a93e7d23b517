const HIDDEN_MS = 100;

/**
 * The draw that is under way has been shown.
 *
 * A frame begins before it is painted, so what is told afterwards is told by a task of its own. A page in the background
 * has no frames: there it is told after a tenth of a second.
 */
export function drawn(): Promise<void> {
  return new Promise((resolve) => {
    const hidden = setTimeout(resolve, HIDDEN_MS);
    requestAnimationFrame(() => {
      clearTimeout(hidden);
      setTimeout(resolve);
    });
  });
}

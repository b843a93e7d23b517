/** What a live socket needs of the page that it lives in. */
export interface Surroundings {
  open: () => WebSocket;
  /** Milliseconds before the attempt after `failures` failures. */
  backoff: (failures: number) => number;
}

const FIRST_WAIT_MS = 250;
const LONGEST_WAIT_MS = 8000;

export function inBrowser(): Surroundings {
  return {
    open: () => {
      const scheme = location.protocol === "https:" ? "wss" : "ws";
      return new WebSocket(`${scheme}://${location.host}/api/live`);
    },
    // The spread keeps a class of browsers from coming back in the same instant.
    backoff: (failures) =>
      Math.min(LONGEST_WAIT_MS, FIRST_WAIT_MS * 2 ** failures) * (0.7 + 0.6 * Math.random()),
  };
}

/** One sentence per error code of the server: what is so, then what to do. */
export const errors = {
  unexpected: "Something failed that has no words yet ({{code}}). Try again.",
  unexpected_answer: "The server's answer could not be read. Try again.",
  offline: "The server does not answer. Check that Layerlab is running.",
} as const;

/** A shape for each class, around 0 and about one wide to every side: colour is never the only sign. */
export const MARKS = [
  "M-.9-.9H.9V.9H-.9Z",
  "M-1 0A1 1 0 1 1 1 0A1 1 0 1 1-1 0Z",
  "M0-1.2L1.15 .85H-1.15Z",
  "M0-1.3L1.3 0L0 1.3L-1.3 0Z",
  "M-.4-1.2H.4V-.4H1.2V.4H.4V1.2H-.4V.4H-1.2V-.4H-.4Z",
  "M0-1.3L.38-.45L1.25-.4L.6 .2L.8 1.05L0 .55L-.8 1.05L-.6 .2L-1.25-.4L-.38-.45Z",
] as const;

const RUNS = 8;

/** Which of the run colours stands for one of several classes. */
export const runOf = (category: number): number => (category % RUNS) + 1;

/** Steps a second; 0 is as fast as it goes. */
export const SPEEDS = [0, 10, 2, 1] as const;

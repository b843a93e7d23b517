/** Where the reader stands in the samples: all of them, or one class, from a place on. */
export interface SettingsPlace {
  /** −1: every class. */
  label: number;
  start: number;
}

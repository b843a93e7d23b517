/** The palette needs a piece of every room: what these are is known when it is asked for, and not before. */
export const loadPalette = () =>
  import("./StudioPalette").then(({ StudioPalette }) => ({ default: StudioPalette }));

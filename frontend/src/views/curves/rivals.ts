import { createStore } from "zustand/vanilla";
import { Curve } from "@/api/curve";

/** What is drawn of a run beside others. */
export interface Curves {
  readonly train: Curve;
  readonly test: Curve;
}

/** A run whose curves are drawn beside those of the run on screen. */
export interface Rival extends Curves {
  readonly run: string;
  readonly name: string;
  readonly colour: string;
}

interface Rivals {
  readonly others: readonly Rival[];
  /** How the run on screen is told from them; null where it stands alone. */
  readonly own: { readonly name: string; readonly colour: string } | null;
  /** The names of all that are compared, also of those that have not begun: room is kept for them. */
  readonly names: readonly string[];
}

export const NO_RIVALS: Rivals = { others: [], own: null, names: [] };

/** Whose curves stand beside each other: set by what compares them, drawn by the charts. */
export const rivals = createStore<Rivals>(() => NO_RIVALS);

/** The colour of a run, for life: that of its number. */
export const colourOf = (number: number): string => `--run-${((number - 1) % 8) + 1}`;

const NOTHING = new Curve();

/** The line that tells of a metric where runs are compared: what the test set says, else the smoothed steps. */
export function toldLine({ train, test }: Curves, metric: string) {
  const tested = test.names().includes(metric) && test.length > 0;
  return {
    curve: tested ? test : train,
    values: tested ? test.raw(metric) : train.smooth(metric),
    /** The same as a chart takes it: without the other line. */
    alone: tested ? { train: NOTHING, test } : { train, test: NOTHING },
  };
}

/** Where the longest of their lines ends. */
export const lastOfRivals = (): number =>
  rivals
    .getState()
    .others.reduce(
      (last, { train, test }) =>
        Math.max(
          last,
          train.stepBy(Number.POSITIVE_INFINITY) ?? 0,
          test.stepBy(Number.POSITIVE_INFINITY) ?? 0,
        ),
      0,
    );

import type { Frame } from "@/schema/schema.gen";

/** Frames kept per probe in the browser; the log keeps its own share. */
const CAPACITY = 480;

export interface Exposure {
  step: number;
  frame: Frame;
}

/** The frames of one probe, by step. When full, every second one of the older half goes. */
export class Film {
  private exposures: Exposure[] = [];

  get length(): number {
    return this.exposures.length;
  }

  get last(): Exposure | undefined {
    return this.exposures.at(-1);
  }

  add(step: number, frame: Frame): void {
    // Nearly always at the end; what was asked about an earlier step goes to its place.
    const after = this.exposures.findLastIndex((exposure) => exposure.step <= step);
    // A step that is read twice keeps its last reading.
    const again = this.exposures[after]?.step === step ? 1 : 0;
    this.exposures.splice(after + 1 - again, again, { step, frame });
    if (this.exposures.length <= CAPACITY) return;
    const half = CAPACITY / 2;
    this.exposures = this.exposures.filter((_, index) => index >= half || index % 2 === 0);
  }

  cut(step: number): void {
    this.exposures = this.exposures.filter((exposure) => exposure.step <= step);
  }

  /** The recorded frame nearest to a step. */
  nearest(step: number): Exposure | undefined {
    const after = this.exposures.findIndex((exposure) => exposure.step > step);
    if (after < 0) return this.last;
    const before = this.exposures[after - 1];
    const next = this.exposures[after];
    if (before === undefined || next === undefined) return next;
    return step - before.step <= next.step - step ? before : next;
  }

  /** The newest frame that was recorded by a step: what is counted over the whole test set stands until the next count. */
  by(step: number): Exposure | undefined {
    return this.exposures.findLast((exposure) => exposure.step <= step);
  }

  /** The recorded step before (-1) or after (+1) a step. */
  neighbour(step: number, direction: -1 | 1): number | undefined {
    if (direction > 0) return this.exposures.find((exposure) => exposure.step > step)?.step;
    return this.exposures.findLast((exposure) => exposure.step < step)?.step;
  }

  /** Every recorded frame up to a step, oldest first. */
  until(step: number): readonly Exposure[] {
    const after = this.exposures.findIndex((exposure) => exposure.step > step);
    return after < 0 ? this.exposures : this.exposures.slice(0, after);
  }

  steps(): number[] {
    return this.exposures.map((exposure) => exposure.step);
  }
}

/** How soon the listeners of a topic hear of it again, in milliseconds. */
export interface Rhythm {
  /** From one telling to the next, at least. */
  rest: number;
  /** So much longer it waits for another topic to be told: the page is laid out and drawn once for both. */
  patience: number;
}

export interface Clock {
  now: () => number;
  /** Calls back before the next repaint. */
  beforePaint: (callback: () => void) => void;
  /** Calls back after a while, unless what it gives is called before. */
  after: (milliseconds: number, callback: () => void) => () => void;
}

export const browserClock: Clock = {
  now: () => performance.now(),
  beforePaint: (callback) => void requestAnimationFrame(callback),
  after: (milliseconds, callback) => {
    const timer = setTimeout(callback, milliseconds);
    return () => clearTimeout(timer);
  },
};

/**
 * Tells listeners that there is news, each topic in its own rhythm, and always right before a repaint.
 *
 * While nothing is due it asks for no repaint: a page that is only waiting costs nothing.
 */
export class Pacer<Topic> {
  private readonly listeners = new Map<Topic, Set<() => void>>();
  private readonly due = new Set<Topic>();
  private readonly told = new Map<Topic, number>();
  private painting = false;
  private stopWaiting: (() => void) | null = null;

  constructor(
    private readonly clock: Clock,
    private readonly rhythm: (topic: Topic) => Rhythm,
  ) {}

  subscribe(topic: Topic, listener: () => void): () => void {
    const listeners = this.listeners.get(topic) ?? new Set();
    this.listeners.set(topic, listeners.add(listener));
    return () => void listeners.delete(listener);
  }

  /** There is news of these topics. */
  touch(...topics: Topic[]): void {
    for (const topic of topics) this.due.add(topic);
    this.plan();
  }

  /** There is news of these topics that nobody waits for: at the next repaint, whenever they were told last. */
  urge(...topics: Topic[]): void {
    for (const topic of topics) this.told.delete(topic);
    this.touch(...topics);
  }

  /** There is news of everything. */
  touchAll(): void {
    this.touch(...this.listeners.keys());
  }

  private plan(): void {
    if (this.painting || this.due.size === 0) return;
    this.stopWaiting?.();
    this.stopWaiting = null;
    const now = this.clock.now();
    const waits = [...this.due].map((topic) => {
      const { rest, patience } = this.rhythm(topic);
      return rest + patience - this.since(topic, now);
    });
    const wait = Math.min(...waits);
    if (wait > 0) this.stopWaiting = this.clock.after(wait, () => this.paint());
    else this.paint();
  }

  private paint(): void {
    this.stopWaiting = null;
    this.painting = true;
    this.clock.beforePaint(() => this.flush());
  }

  private flush(): void {
    this.painting = false;
    const now = this.clock.now();
    const rested = [...this.due].filter(
      (topic) => this.since(topic, now) >= this.rhythm(topic).rest,
    );
    const isTime = rested.some((topic) => {
      const { rest, patience } = this.rhythm(topic);
      return this.since(topic, now) >= rest + patience;
    });
    // A listener of several topics is called once.
    const called = new Set<() => void>();
    for (const topic of isTime ? rested : []) {
      this.due.delete(topic);
      this.told.set(topic, now);
      for (const listener of this.listeners.get(topic) ?? []) called.add(listener);
    }
    for (const listener of called) listener();
    this.plan();
  }

  private since(topic: Topic, now: number): number {
    return now - (this.told.get(topic) ?? Number.NEGATIVE_INFINITY);
  }
}

import { type FrameOf, type Reading, readingIn } from "@/api/frames";
import { watchedRun } from "@/api/runStore";
import type { Frame, Query } from "@/schema/schema.gen";

/** At most so many questions a second for one view; the server allows 20 for all. */
const REST_MS = 130;
const AFTER_REFUSAL_MS = 1500;

/** Asks for a frame again whenever the weights have moved on, or the playhead; one question in flight, never a queue. */
export class Asking<Kind extends Frame["kind"]> {
  private readonly kind: Kind;
  private readonly query: () => Query | null;
  private readonly take: (reading: Reading<FrameOf<Kind>>) => void;
  private readonly restMs: number;
  private flying = false;
  private wanted = false;
  private notBefore = 0;
  private timer: ReturnType<typeof setTimeout> | undefined;
  private ended = false;
  /** What was answered about a step in the past: it will not change. */
  private answered: { query: Query; playhead: number } | null = null;

  constructor(
    kind: Kind,
    query: () => Query | null,
    take: (reading: Reading<FrameOf<Kind>>) => void,
    restMs = REST_MS,
  ) {
    this.kind = kind;
    this.query = query;
    this.take = take;
    this.restMs = restMs;
  }

  /** Starts to follow the run; gives the way to stop. */
  follow(): () => void {
    this.ended = false;
    const ends = [
      watchedRun.subscribe("frames", () => this.want()),
      watchedRun.subscribe("curves", () => this.want()),
      watchedRun.subscribe("playhead", () => this.want()),
    ];
    this.want();
    return () => {
      this.ended = true;
      clearTimeout(this.timer);
      this.timer = undefined;
      for (const end of ends) end();
    };
  }

  want(): void {
    this.wanted = true;
    if (this.flying || this.ended || this.timer !== undefined) return;
    const wait = this.notBefore - performance.now();
    if (wait <= 0) void this.fly();
    else {
      this.timer = setTimeout(() => {
        this.timer = undefined;
        void this.fly();
      }, wait);
    }
  }

  private async fly(): Promise<void> {
    const query = this.query();
    const { run, playhead, deleted } = watchedRun.summary.getState();
    this.wanted = false;
    if (deleted) return;
    // Before the first step there are no weights to ask.
    if (query === null || run === null || watchedRun.data.totalSteps === 0) return;
    const { answered } = this;
    if (playhead !== null && answered?.query === query && answered.playhead === playhead) return;
    this.flying = true;
    this.notBefore = performance.now() + this.restMs;
    try {
      const reading = readingIn(await watchedRun.ask(query), this.kind);
      const same = this.query() === query && watchedRun.summary.getState().run === run;
      if (!this.ended && same) this.take(reading);
      this.answered = playhead === null ? null : { query, playhead };
    } catch {
      // Busy, or the line is down: the next frame asks again, a little later.
      this.notBefore = performance.now() + AFTER_REFUSAL_MS;
    } finally {
      this.flying = false;
    }
    if (this.wanted) this.want();
  }
}

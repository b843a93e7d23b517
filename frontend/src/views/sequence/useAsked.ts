import { useEffect, useState } from "react";
import { type FrameOf, type Reading, readingIn } from "@/api/frames";
import { look } from "@/api/looks";
import { watchedRun } from "@/api/runStore";
import { useCheck } from "@/graph/checkStore";
import type { Experiment, Frame, Query } from "@/schema/schema.gen";

const REST_MS = 300;
const AFTER_REFUSAL_MS = 1500;

/** The answer to a question, asked again whenever the weights or the playhead move on; one in flight, never a queue. */
class Answers<Kind extends Frame["kind"]> {
  private timer: ReturnType<typeof setTimeout> | undefined;
  private flying = false;
  private wanted = false;
  private readonly ended = new AbortController();

  constructor(
    private readonly kind: Kind,
    private readonly query: Query,
    /** Asked with its first weights, where no run has learnt anything. */
    private readonly document: Experiment | null,
    private readonly take: (reading: Reading<FrameOf<Kind>>) => void,
  ) {}

  follow(): () => void {
    const want = () => this.want();
    const ends = (["frames", "curves", "playhead"] as const).map((topic) =>
      watchedRun.subscribe(topic, want),
    );
    this.want();
    return () => {
      this.ended.abort();
      clearTimeout(this.timer);
      for (const end of ends) end();
    };
  }

  private want(): void {
    this.wanted = true;
    if (this.flying || this.timer !== undefined || this.ended.signal.aborted) return;
    void this.fly();
  }

  private async fly(): Promise<void> {
    const { run, deleted } = watchedRun.summary.getState();
    const learnt = run !== null && watchedRun.data.step > 0;
    if (deleted || (!learnt && this.document === null)) return;
    this.flying = true;
    this.wanted = false;
    let rest = REST_MS;
    try {
      const told =
        learnt || this.document === null
          ? await watchedRun.ask(this.query)
          : await look(this.document, this.query, this.ended.signal);
      if (!this.ended.signal.aborted) this.take(readingIn(told, this.kind));
    } catch {
      // Busy, or the line is down.
      rest = AFTER_REFUSAL_MS;
      this.wanted = learnt;
    } finally {
      this.flying = false;
    }
    this.timer = setTimeout(() => {
      this.timer = undefined;
      if (this.wanted) this.want();
    }, rest);
  }
}

/** Null while nothing is known, and where nothing is asked. */
export function useAsked<Kind extends Frame["kind"]>(
  kind: Kind,
  query: Query | null,
): Reading<FrameOf<Kind>> | null {
  const [told, setTold] = useState<{ query: Query; reading: Reading<FrameOf<Kind>> } | null>(null);
  const document = useCheck(({ answer, about }) =>
    answer?.can_be_shown_untrained === true ? about : null,
  );
  useEffect(() => {
    if (query === null) return;
    const take = (reading: Reading<FrameOf<Kind>>) => setTold({ query, reading });
    return new Answers(kind, query, document, take).follow();
  }, [kind, query, document]);
  return query !== null && told !== null && told.query.kind === query.kind ? told.reading : null;
}

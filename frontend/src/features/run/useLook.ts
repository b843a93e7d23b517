import { useEffect, useRef } from "react";
import { type Look, type LookedAt, look } from "@/api/looks";
import type { Experiment } from "@/schema/schema.gen";
import { Newest } from "./newest";

interface Wish {
  experiment: Experiment;
  about: LookedAt;
}

/** Asks about the first weights of a document whenever it, or what is asked, changes. Without one nothing is asked. */
export function useLook<Show extends keyof Look>(
  show: Show,
  experiment: Experiment | null,
  about: LookedAt | null,
  take: (answer: Look[Show]) => void,
): void {
  const asking = useRef<Newest<Wish> | null>(null);
  useEffect(() => {
    const newest = new Newest<Wish>(async (wish, signal) => {
      const answer = await look(wish.experiment, show, wish.about, signal);
      if (!signal.aborted) take(answer);
    });
    asking.current = newest;
    return () => newest.end();
  }, [show, take]);
  useEffect(() => {
    if (experiment === null || about === null) asking.current?.end();
    else asking.current?.want({ experiment, about });
  }, [experiment, about]);
}

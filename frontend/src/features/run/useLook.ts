import { useEffect, useRef } from "react";
import { type FrameOf, type Reading, readingIn } from "@/api/frames";
import { look } from "@/api/looks";
import type { Experiment, Frame, Query } from "@/schema/schema.gen";
import { Newest } from "./newest";

interface Wish {
  experiment: Experiment;
  query: Query;
}

/** Asks for a frame of the first weights of a document whenever it, or the question, changes. Without one nothing is asked. */
export function useLook<Kind extends Frame["kind"]>(
  kind: Kind,
  experiment: Experiment | null,
  query: Query | null,
  take: (reading: Reading<FrameOf<Kind>>) => void,
): void {
  const asking = useRef<Newest<Wish> | null>(null);
  useEffect(() => {
    const newest = new Newest<Wish>(async (wish, signal) => {
      const reading = readingIn(await look(wish.experiment, wish.query, signal), kind);
      if (!signal.aborted) take(reading);
    });
    asking.current = newest;
    return () => newest.end();
  }, [kind, take]);
  useEffect(() => {
    if (experiment === null || query === null) asking.current?.end();
    else asking.current?.want({ experiment, query });
  }, [experiment, query]);
}

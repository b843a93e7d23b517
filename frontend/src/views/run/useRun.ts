import { useEffect, useRef } from "react";
import { useStore } from "zustand";
import { type RunSummary, type Topic, watchedRun } from "@/api/runStore";

/** A small figure of the run on screen; renders again when it changes. */
export function useRun<Part>(select: (run: RunSummary) => Part): Part {
  return useStore(watchedRun.summary, select);
}

/** Calls `draw` whenever one of the topics has news, without React, and once now. */
export function useRunData(topics: readonly Topic[], draw: () => void): void {
  const newest = useRef(draw);
  useEffect(() => {
    newest.current = draw;
    draw();
  }, [draw]);
  const names = topics.join(" ");
  useEffect(() => {
    const tell = () => newest.current();
    const wanted = names === "" ? [] : names.split(" ");
    const ends = wanted.map((topic) => watchedRun.subscribe(topic as Topic, tell));
    return () => {
      for (const end of ends) end();
    };
  }, [names]);
}

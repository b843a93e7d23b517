import { useEffect } from "react";
import { watchedRun } from "@/api/runStore";
import type { Show } from "@/schema/schema.gen";
import { shown } from "@/views/run/shown";
import { Asking } from "./asking";

/** A backward pass costs more than a forward one; insides are asked for on top of what is recorded. */
const FILMS = {
  answers: { kind: "node_outputs", restMs: 130 },
  insides: { kind: "node_outputs", restMs: 500 },
  gradients: { kind: "node_gradients", restMs: 400 },
  gradientsInside: { kind: "node_gradients", restMs: 500 },
} as const;

/** Keeps the answers to one question up to date while the weights or the playhead move. */
export function useAskedFilm(into: keyof typeof FILMS, query: Show | null): void {
  useEffect(() => {
    if (query === null) return;
    const { kind, restMs } = FILMS[into];
    const asking = new Asking(
      kind,
      () => query,
      ({ step, frame }) => {
        const film = shown.getState()[into];
        // A run that began anew has said other things of its later steps.
        film.cut(watchedRun.data.step);
        film.add(step, frame);
        shown.setState({ [into]: film });
      },
      restMs,
    );
    return asking.follow();
  }, [into, query]);
}

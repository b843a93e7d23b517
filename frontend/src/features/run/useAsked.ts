import { useEffect, useMemo } from "react";
import { useStore } from "zustand";
import { watchedRun } from "@/api/runStore";
import type { ShowGradients, ShowSample } from "@/schema/schema.gen";
import { anyShows, nodeViews } from "@/views/node/nodeViews";
import { type Source, shown } from "@/views/run/shown";
import { useUnrecorded } from "@/views/timeline/recording";
import { Asking } from "./asking";

/** A backward pass costs more than a forward one. */
const REST_MS = { answers: 130, gradients: 400 };

/** Keeps the answers about one sample up to date while the weights or the playhead move. */
function useFilm(query: ShowSample | ShowGradients | null, into: keyof typeof REST_MS): void {
  useEffect(() => {
    if (query === null) return;
    const asking = new Asking(
      () => query,
      ({ step, frame }) => {
        const film = shown.getState()[into];
        // A run that began anew has said other things of its later steps.
        film.cut(watchedRun.data.step);
        film.add(step, frame);
        shown.setState({ [into]: film });
      },
      REST_MS[into],
    );
    return asking.follow();
  }, [query, into]);
}

/** What the run's own frames do not have: the chosen sample's way through the network, and its gradients. */
export function useAsked(role: string, source: Source, sample: number): void {
  const seen = useStore(nodeViews, (views) => anyShows(views, role, "gradient"));
  const chosen = source.kind === "sample";
  const unrecorded = {
    outputs: useUnrecorded("node_outputs", role),
    gradients: useUnrecorded("node_gradients", role),
  };
  const forth = chosen || unrecorded.outputs;
  const back = seen && (chosen || unrecorded.gradients);
  const outputs = useMemo<ShowSample | null>(
    () => (forth ? { kind: "show_sample", role, sample } : null),
    [forth, role, sample],
  );
  const gradients = useMemo<ShowGradients | null>(
    () => (back ? { kind: "show_gradients", role, sample } : null),
    [back, role, sample],
  );
  useFilm(outputs, "answers");
  useFilm(gradients, "gradients");
}

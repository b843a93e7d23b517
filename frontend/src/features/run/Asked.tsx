import { useEffect, useMemo } from "react";
import { useStore } from "zustand";
import { showing, testSample } from "@/api/inputs";
import { watchedRun } from "@/api/runStore";
import { useFinds } from "@/graph/finds";
import type { Show } from "@/schema/schema.gen";
import { anyShows, nodeViews } from "@/views/node/nodeViews";
import { type ShownInput, shown } from "@/views/run/shown";
import { useUnrecorded } from "@/views/timeline/recording";
import { Asking } from "./asking";

/** A backward pass costs more than a forward one. */
const FILMS = {
  node_outputs: { into: "answers", restMs: 130 },
  node_gradients: { into: "gradients", restMs: 400 },
} as const;

/** Keeps the answers about one sample up to date while the weights or the playhead move. */
function useFilm(kind: keyof typeof FILMS, query: Show | null): void {
  useEffect(() => {
    if (query === null) return;
    const { into, restMs } = FILMS[kind];
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
  }, [kind, query]);
}

interface AskedProps {
  role: string;
  source: ShownInput;
  /** Of the test set: the one on screen. */
  sample: number;
}

/** Keeps what the run's own frames do not have up to date: the chosen sample's way through the network, and its gradients. */
export function Asked({ role, source, sample }: AskedProps) {
  const seen = useStore(nodeViews, (views) => anyShows(views, role, "gradient"));
  const chosen = source.kind === "sample";
  // A network that no sample enters, or without scores of classes, has no answer.
  const finds = useFinds(role);
  const unrecorded = {
    outputs: useUnrecorded("node_outputs", role),
    gradients: useUnrecorded("node_gradients", role),
  };
  const forth = finds("feature_maps") && (chosen || unrecorded.outputs);
  const back = finds("gradient_maps") && seen && (chosen || unrecorded.gradients);
  const outputs = useMemo(
    () => (forth ? showing(role, testSample(sample), "outputs") : null),
    [forth, role, sample],
  );
  const gradients = useMemo(
    () => (back ? showing(role, testSample(sample), "gradients") : null),
    [back, role, sample],
  );
  useFilm("node_outputs", outputs);
  useFilm("node_gradients", gradients);
  return null;
}

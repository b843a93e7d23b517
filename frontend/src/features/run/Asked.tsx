import { useMemo } from "react";
import { useStore } from "zustand";
import { showing, testSample } from "@/api/inputs";
import { useFinds } from "@/graph/finds";
import { anyShows, nodeViews } from "@/views/node/nodeViews";
import type { ShownInput } from "@/views/run/shown";
import { useUnrecorded } from "@/views/timeline/recording";
import { useAskedFilm } from "./useAskedFilm";

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
  useAskedFilm("answers", outputs);
  useAskedFilm("gradients", gradients);
  return null;
}

import type { Experiment } from "./experiment";

const known = new WeakMap<Experiment, boolean>();

/** Whether anything of it speaks of fine-tuning: weights from elsewhere, or layers that learn otherwise than the rest. */
export function isTuned(experiment: Experiment | null): boolean {
  if (experiment === null) return false;
  const told = known.get(experiment);
  if (told !== undefined) return told;
  const tuned =
    Object.keys(experiment.start ?? {}).length > 0 ||
    Object.values(experiment.networks).some(({ nodes }) =>
      Object.values(nodes).some(({ layer }) => "rate" in layer && layer.rate !== 1),
    );
  known.set(experiment, tuned);
  return tuned;
}

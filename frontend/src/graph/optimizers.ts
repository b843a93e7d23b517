/** The optimizers of an experiment: each network that learns has one. */
import type { Experiment } from "@/schema/schema.gen";

/** The networks that learn, by their names in the algorithm. */
export function learners(experiment: Pick<Experiment, "optimizers"> | null): readonly string[] {
  return Object.keys(experiment?.optimizers ?? {});
}

/** The learning rate of a network as the document has it, before any schedule; undefined where it does not learn. */
export function learningRateOf(experiment: Experiment | null, role: string): number | undefined {
  return experiment?.optimizers[role]?.optimizer.learning_rate;
}

/** Where that stands in the document. */
export function learningRatePath(role: string): readonly string[] {
  return ["optimizers", role, "optimizer", "learning_rate"];
}

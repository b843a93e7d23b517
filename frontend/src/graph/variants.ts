/** Ways in which an experiment is run beside each other: each says what it has otherwise. */
import type { Variant } from "@/schema/schema.gen";
import type { Experiment } from "./experiment";

/** What a variant can have otherwise. */
const PARTS = ["networks", "blocks", "optimizers", "start", "pace"] as const;

const NONE: readonly Variant[] = [];

export const variantsOf = (experiment: Experiment | null): readonly Variant[] =>
  experiment?.variants ?? NONE;

/** What a part that was left out stands for. */
const written = (value: unknown): string => JSON.stringify(value ?? {});

/** The plain experiment that a variant is. */
export function asVariant(
  { variants: _, ...plain }: Experiment,
  { name: _name, ...parts }: Variant,
): Experiment {
  const given = Object.entries(parts).filter(([, part]) => part !== null && part !== undefined);
  return { ...plain, ...Object.fromEntries(given) } as Experiment;
}

/** The variant that the document itself is; empty where it is none of them. */
export function variantOnCanvas(experiment: Experiment | null): string {
  if (experiment === null) return "";
  const same = (variant: Variant) =>
    PARTS.every((part) => {
      const given = variant[part] ?? null;
      return given === null || written(given) === written(experiment[part]);
    });
  return variantsOf(experiment).find(same)?.name ?? "";
}

/** Another document in the place of one with variants, each of which stays the experiment that it was. */
export function rebased(own: Experiment, next: Experiment): Experiment {
  const variants = variantsOf(own);
  if (variants.length === 0) return next;
  return {
    ...next,
    variants: variants.map((variant) => {
      const whole = asVariant(own, variant);
      const other = PARTS.filter((part) => written(whole[part]) !== written(next[part]));
      const parts = other.map((part) => [part, whole[part] ?? {}]);
      return { name: variant.name, ...Object.fromEntries(parts) } as Variant;
    }),
  };
}

/** The experiment as one of its variants has it, with all of them beside it as before. */
export function withVariantTaken(own: Experiment, name: string): Experiment {
  const taken = variantsOf(own).find((variant) => variant.name === name);
  return taken === undefined ? own : rebased(own, asVariant(own, taken));
}

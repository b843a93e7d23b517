import type { setupCatalogue } from "@/schema/setupCatalogue.gen";

type Families = Pick<
  typeof setupCatalogue,
  | "optimizers"
  | "schedules"
  | "datasets"
  | "augmentations"
  | "algorithms"
  | "losses"
  | "games"
  | "lengths"
  | "evaluations"
  | "probes"
  | "settings"
>;

type FieldNames<Spec> = Spec extends { readonly fields: readonly (infer Field)[] }
  ? Field extends { readonly name: infer Name }
    ? Name & string
    : never
  : never;

/** The docstrings of all that is set up beside the layers, in Chinese: a missing one is a type error. */
export type SetupTexts = {
  readonly [Family in keyof Families]: {
    readonly [Kind in keyof Families[Family]]: {
      readonly doc: string;
      readonly fields: { readonly [Name in FieldNames<Families[Family][Kind]>]: string };
    };
  };
};

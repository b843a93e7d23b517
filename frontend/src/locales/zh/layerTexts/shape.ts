import type { catalogue } from "@/schema/catalogue.gen";

type Layers = (typeof catalogue)["layers"];

/** The docstrings of a family's layers and their fields in Chinese: a layer or field without one is a type error. */
export type TextsOf<Family> = {
  readonly [Kind in keyof Layers as Layers[Kind]["family"] extends Family ? Kind : never]: {
    readonly doc: string;
    readonly formula: string;
    /** As the layer's own `worked` line, with the same places; empty where that is empty. */
    readonly worked: string;
    readonly fields: {
      readonly [Name in Layers[Kind]["fields"][number] extends { readonly name: infer Field }
        ? Field & string
        : never]: string;
    };
  };
};

import type { catalogue } from "@/schema/catalogue.gen";
import type { layerTexts } from "@/schema/layerTexts.gen";

type Layers = (typeof catalogue)["layers"];

/** What stands in the place of `worked` where a switch is on, by the switch: only of layers that have such. */
type WorkedWith<English> = English extends { readonly worked_with: infer Lines }
  ? { readonly worked_with: { readonly [Switch in keyof Lines]: string } }
  : unknown;

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
  } & WorkedWith<(typeof layerTexts)[Kind]>;
};

/** The long words of layers in Chinese; papers keep their own names. */
import { layerSources } from "@/schema/layerSources.gen";
import type { LayersTold } from "./layerTexts";
import { layerFields } from "./zh/layerFields";
import { act } from "./zh/layerTexts/act";
import { block } from "./zh/layerTexts/block";
import { conv } from "./zh/layerTexts/conv";
import { input } from "./zh/layerTexts/input";
import { linear } from "./zh/layerTexts/linear";
import { merge } from "./zh/layerTexts/merge";
import { norm } from "./zh/layerTexts/norm";
import { output } from "./zh/layerTexts/output";
import { pool } from "./zh/layerTexts/pool";
import { recurrent } from "./zh/layerTexts/recurrent";

const texts = {
  ...act,
  ...block,
  ...conv,
  ...input,
  ...linear,
  ...merge,
  ...norm,
  ...output,
  ...pool,
  ...recurrent,
};

export const told: LayersTold = { texts, sources: layerSources, ...layerFields };

/** The long words of layers in English. */
import { layerSources } from "@/schema/layerSources.gen";
import { layerTexts } from "@/schema/layerTexts.gen";
import { layerFields } from "./en/layerFields";
import type { LayersTold } from "./layerTexts";

export const told: LayersTold = { texts: layerTexts, sources: layerSources, ...layerFields };

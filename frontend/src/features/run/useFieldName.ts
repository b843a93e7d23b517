import { layerSpec } from "@/graph/catalogue";
import type { Difference } from "@/graph/differences";
import { useLayerWords } from "@/locales/layerWords";
import { useSetupTexts } from "@/ui/laterTexts";
import { useLayerTexts } from "@/ui/useLayerTexts";

type OfLayer = Extract<Difference, { what: "field" }>;

interface Said {
  readonly name: string;
  readonly from: string;
  readonly to: string;
}

/** What was set otherwise at layers, in the words of the inspector: `First weights of linear_1 Zeros → Normal`. */
export function useFieldName(): (nodes: string, difference: OfLayer) => Said {
  const { t } = useSetupTexts();
  const texts = useLayerTexts();
  const words = useLayerWords();
  return (nodes, { layer, field, from, to }) => {
    if (field === "kind")
      return { name: nodes, from: words.name(layerSpec(from)), to: words.name(layerSpec(to)) };
    // What a use gives its block goes by the name that the block has for it.
    const [first = "", inner = ""] = field.split(".");
    const setting = first === "arguments" && inner !== "" ? inner : texts.field(layer, first);
    const option = (value: string) => texts.option(layer, first, value);
    return { name: t("setting.of", { setting, of: nodes }), from: option(from), to: option(to) };
  };
}

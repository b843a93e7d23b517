import type { library } from "@/locales/en/library";
import type { Family } from "@/ui/family";

export type PresetFamily = keyof typeof library.presets.families;

/** The families of presets in the order of learning, each with a sign. */
const GLYPHS: Record<PresetFamily, Family> = {
  mlp: "linear",
  cnn: "conv",
  rnn: "recurrent",
  gan: "block",
};

export const PRESET_FAMILIES = Object.keys(GLYPHS) as readonly PresetFamily[];

export function familyGlyph(family: string): Family {
  return PRESET_FAMILIES.includes(family as PresetFamily)
    ? GLYPHS[family as PresetFamily]
    : "block";
}

/** The published sizes of one network. */
import type { PresetBody } from "@/schema/schema.gen";

export interface Sibling {
  readonly id: string;
  readonly title: string;
  readonly parameters: number;
  /** The one on screen has so many parameters, too. */
  readonly here: boolean;
}

const sum = (parameters: PresetBody["parameters"]): number =>
  Object.values(parameters).reduce((total, each) => total + each, 0);

/** Those of the kin of the network on screen: of whatever has as many parameters as it, or bears its title. */
export function siblingsOf(
  presets: readonly PresetBody[],
  { title, parameters }: { title: string; parameters: number },
  language: "en" | "zh",
): Sibling[] {
  const kin =
    presets.find((preset) => preset.kin !== "" && sum(preset.parameters) === parameters)?.kin ??
    presets.find((preset) => preset.kin !== "" && Object.values(preset.title).includes(title))?.kin;
  return presets
    .filter((preset) => kin !== undefined && preset.kin === kin)
    .map((preset) => ({
      id: preset.id,
      title: preset.title[language],
      parameters: sum(preset.parameters),
      here: sum(preset.parameters) === parameters,
    }));
}

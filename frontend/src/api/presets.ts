import type { Experiment, ExperimentCreated, PresetBody } from "@/schema/schema.gen";
import { createFromDocument, createFromPreset } from "./experiments";
import { http } from "./http";

/** What a newcomer finds on the table. */
export const DEFAULT_PRESET = "lenet5_mnist";

export const listPresets = (signal?: AbortSignal) =>
  http.get<PresetBody[]>("/api/presets", { signal });

export const getPreset = (id: string) => http.get<Experiment>(`/api/presets/${id}`);

/** An experiment from a preset, titled in the reader's language, and its variants named in it. */
export async function openPreset(id: string, language: "en" | "zh"): Promise<ExperimentCreated> {
  if (language === "en") return createFromPreset(id);
  const [document, presets] = await Promise.all([getPreset(id), listPresets()]);
  const preset = presets.find((each) => each.id === id);
  if (preset === undefined) return createFromDocument(document, id);
  const named = (document.variants ?? []).map((variant) => {
    const name = preset.variants.find(({ en }) => en === variant.name)?.[language];
    return { ...variant, name: name ?? variant.name };
  });
  const title = preset.title[language];
  return createFromDocument(
    { ...document, title, ...(named.length > 0 && { variants: named }) },
    id,
  );
}

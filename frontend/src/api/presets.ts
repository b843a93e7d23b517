import type { Experiment, ExperimentCreated, PresetBody } from "@/schema/schema.gen";
import { createFromDocument, createFromPreset } from "./experiments";
import { http } from "./http";

/** What a newcomer finds on the table. */
export const DEFAULT_PRESET = "lenet5_mnist";

export const listPresets = (signal?: AbortSignal) =>
  http.get<PresetBody[]>("/api/presets", { signal });

export const getPreset = (id: string) => http.get<Experiment>(`/api/presets/${id}`);

/** An experiment from a preset, titled in the reader's language. */
export async function openPreset(id: string, language: "en" | "zh"): Promise<ExperimentCreated> {
  if (language === "en") return createFromPreset(id);
  const [document, presets] = await Promise.all([getPreset(id), listPresets()]);
  const title = presets.find((preset) => preset.id === id)?.title[language];
  return createFromDocument(title === undefined ? document : { ...document, title }, id);
}

/** Presets by what is said of them, in both languages. */
import type { PresetBody } from "@/schema/schema.gen";

/** Words in both languages for what a preset has only a key of. */
export interface Known {
  /** Of a data set. */
  dataset: (kind: string) => readonly string[];
  /** Of a lesson. */
  lesson: (lesson: string) => readonly string[];
}

const plain = (text: string) => text.normalize("NFKD").toLowerCase();

/** Those of whose words every one that is sought is a part: title, sentence, data, lesson. */
export function found(
  presets: readonly PresetBody[],
  search: string,
  known: Known,
): readonly PresetBody[] {
  const sought = plain(search).split(/\s+/).filter(Boolean);
  if (sought.length === 0) return presets;
  return presets.filter((preset) => {
    const { title, summary, dataset, lesson } = preset;
    const said = [title.en, title.zh, summary.en, summary.zh, dataset];
    const all = plain([...said, ...known.dataset(dataset), ...known.lesson(lesson)].join("\n"));
    return sought.every((word) => all.includes(word));
  });
}

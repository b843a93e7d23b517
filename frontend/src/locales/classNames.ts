import i18next from "i18next";
import type { classes, Names } from "./zh/classes";

const isList = (names: Names): names is readonly string[] => Array.isArray(names);

interface Columns {
  kind: string;
  fields: readonly { name: string; names: string[] }[];
}

/** The dataset with its classes and features named in the reader's language, once the words of data are here. */
export function withClassNames<Dataset extends Columns>(
  dataset: Dataset,
  language: string,
): Dataset {
  const known: typeof classes | undefined = i18next.getResourceBundle(language, "classes");
  const names = known?.[dataset.kind];
  if (names === undefined) return dataset;
  const fields = dataset.fields.map((field) => {
    const told = names[field.name];
    if (told === undefined) return field;
    return { ...field, names: isList(told) ? [...told] : field.names.map((at) => told[at] ?? at) };
  });
  return { ...dataset, fields };
}

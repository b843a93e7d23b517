import { useMemo } from "react";
import type { FormWords } from "@/form/FieldsForm";
import { setupTexts } from "@/locales/chineseSetup";
import type { Spec } from "@/schema/spec";
import { useSetupTexts } from "@/ui/laterTexts";

interface Told {
  readonly doc: string;
  readonly fields: Readonly<Record<string, string>>;
}

type Family = keyof typeof setupTexts;

export interface SetupWords extends FormWords {
  /** One sentence: what this member does. */
  doc: (spec: Spec) => string;
}

/** What is said about one family's members and their fields, in the reader's language. */
export function useSetupWords(family: Family, kind: string): SetupWords {
  const { t, i18n } = useSetupTexts();
  const { language } = i18n;
  return useMemo(() => {
    const texts: Readonly<Record<string, Told>> = setupTexts[family];
    const chinese = language.startsWith("zh");
    return {
      label: (field) => {
        // `steps` of the evaluations are others than those of the run.
        const keys = [`fields.${family}_${field}`, `fields.${field}`];
        const known = keys.find((key) => i18n.exists(key, { ns: "setup" }));
        return known === undefined ? field : t(known as "fields.epochs");
      },
      option: (field, option) => {
        const key = `options.${field}.${option}`;
        return i18n.exists(key, { ns: "setup" }) ? t(key as "options.scaling.none") : option;
      },
      description: (field) =>
        (chinese ? texts[kind]?.fields[field.name] : undefined) ?? field.description ?? "",
      doc: (spec) => (chinese ? texts[spec.kind]?.doc : undefined) ?? spec.doc,
    };
  }, [family, kind, t, i18n, language]);
}

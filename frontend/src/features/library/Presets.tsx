import { useTranslation } from "react-i18next";
import type { PresetBody } from "@/schema/schema.gen";
import { useAppearance } from "@/ui/appearance";
import * as format from "@/ui/format";
import { Glyph } from "@/ui/Glyph";
import { familyGlyph, PRESET_FAMILIES, type PresetFamily } from "./families";
import styles from "./Presets.module.css";
import { useOpen } from "./useOpen";

interface PresetsProps {
  presets: readonly PresetBody[];
  /** On the presets' own page: the heading is the page's, and each preset has its sentence. */
  page?: boolean;
}

/** The presets by family; a press opens one as a new experiment. */
export function Presets({ presets, page = false }: PresetsProps) {
  const { t } = useTranslation("library");
  const Heading = page ? "h1" : "h2";
  const families = PRESET_FAMILIES.filter((family) =>
    presets.some((preset) => preset.family === family),
  );
  return (
    <section className={styles.section} data-page={page}>
      <Heading className={styles.title}>{t("presets.title")}</Heading>
      <p className={styles.subtitle}>{t("presets.subtitle")}</p>
      <div className={styles.families}>
        {families.map((family) => (
          <FamilyCard
            key={family}
            family={family}
            headingLevel={page ? 2 : 3}
            presets={presets.filter((preset) => preset.family === family)}
          />
        ))}
      </div>
    </section>
  );
}

interface FamilyCardProps {
  family: PresetFamily;
  presets: readonly PresetBody[];
  headingLevel: 2 | 3;
}

function FamilyCard({ family, presets, headingLevel }: FamilyCardProps) {
  const { t } = useTranslation("library");
  const language = useAppearance((state) => state.language);
  const open = useOpen();
  const Heading = `h${headingLevel}` as const;
  return (
    <article className={styles.family}>
      <Heading className={styles.name}>
        <Glyph family={familyGlyph(family)} />
        {t(`presets.families.${family}.title`)}
      </Heading>
      <p className={styles.text}>{t(`presets.families.${family}.text`)}</p>
      <ul>
        {presets.map((preset) => (
          <li key={preset.id}>
            <button
              type="button"
              className={styles.preset}
              disabled={open.busy}
              onClick={() => open.preset(preset.id)}
            >
              <span className={styles.row}>
                <b>{preset.title[language]}</b>
                <span className={styles.parameters}>{parameters(preset)}</span>
              </span>
              <span className={styles.summary}>{preset.summary[language]}</span>
            </button>
          </li>
        ))}
      </ul>
    </article>
  );
}

function parameters(preset: PresetBody): string {
  return Object.values(preset.parameters).map(format.count).join(" + ");
}

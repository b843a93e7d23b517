import { useTranslation } from "react-i18next";
import type { PresetBody } from "@/schema/schema.gen";
import { useAppearance } from "@/ui/appearance";
import { parametersOf } from "./PresetCard";
import styles from "./PublishedRow.module.css";

interface PublishedRowProps {
  presets: readonly PresetBody[];
  busy: boolean;
  onOpen: (preset: string) => void;
}

/** Networks as they were published, with their counts: to be opened and checked. */
export function PublishedRow({ presets, busy, onOpen }: PublishedRowProps) {
  const { t } = useTranslation("lessons");
  const language = useAppearance((state) => state.language);
  return (
    <>
      <ul className={styles.row} aria-label={t("publishedList")}>
        {presets.map((preset) => (
          <li key={preset.id}>
            <button
              type="button"
              data-card
              title={preset.summary[language]}
              aria-disabled={busy}
              onClick={() => {
                if (!busy) onOpen(preset.id);
              }}
            >
              <b>{preset.title[language]}</b>
              <span>{parametersOf(preset)}</span>
            </button>
          </li>
        ))}
      </ul>
      <p className={styles.note}>{t("published")}</p>
    </>
  );
}

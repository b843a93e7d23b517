import { useId } from "react";
import { useTranslation } from "react-i18next";
import type { PresetBody } from "@/schema/schema.gen";
import { useAppearance } from "@/ui/appearance";
import { count } from "@/ui/format";
import { PanelBoundary } from "@/ui/PanelError";
import { Picture } from "./Picture";
import styles from "./PresetCard.module.css";
import { told } from "./timing";

interface PresetCardProps {
  preset: PresetBody;
  dataset: string;
  /** How long it trains here; undefined while that is not known. */
  seconds: number | undefined;
  busy: boolean;
  onOpen: () => void;
}

/** A preset that trains here. A press makes an experiment of it. */
export function PresetCard({ preset, dataset, seconds, busy, onOpen }: PresetCardProps) {
  const { t } = useTranslation("lessons");
  const language = useAppearance((state) => state.language);
  const about = useId();
  return (
    <article className={styles.card}>
      <div className={styles.picture} aria-hidden="true">
        <PanelBoundary>
          <Picture preset={preset} />
        </PanelBoundary>
      </div>
      <div className={styles.words}>
        <h3 className={styles.title}>
          <button
            type="button"
            className={styles.open}
            data-card
            aria-describedby={about}
            aria-disabled={busy}
            onClick={() => {
              if (!busy) onOpen();
            }}
          >
            {preset.title[language]}
          </button>
        </h3>
        <p id={about} className={styles.summary}>
          {preset.summary[language]}
        </p>
        <p className={styles.facts}>
          <span>
            <b>{parametersOf(preset)}</b> {t("parameters")}
          </span>
          {seconds !== undefined && (
            <span className={styles.time}>
              <Time seconds={seconds} />
            </span>
          )}
          <span className={styles.dataset}>{dataset}</span>
        </p>
      </div>
    </article>
  );
}

function Time({ seconds }: { seconds: number }) {
  const { t } = useTranslation("lessons");
  const { key, time } = told(seconds);
  return t(key, { time });
}

/** Of each of its networks. */
export function parametersOf({ parameters }: PresetBody): string {
  return Object.values(parameters).map(count).join(" + ");
}

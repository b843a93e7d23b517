import { type CSSProperties, useState } from "react";
import { useTranslation } from "react-i18next";
import { seen } from "@/api/tokens";
import { decimal, percent } from "@/ui/format";
import styles from "./ContinuedText.module.css";
import { levelOf, type WrittenLetter, type WrittenOn } from "./writing";

interface ContinuedTextProps {
  read: readonly WrittenLetter[];
  letters: readonly WrittenOn[];
}

/** What was typed and how the network writes on; under the pointer, or with the keyboard, what else a letter could be. */
export function ContinuedText({ read, letters }: ContinuedTextProps) {
  const { t } = useTranslation("views");
  const [at, setAt] = useState<number | null>(null);
  const shown = at === null ? undefined : letters[at];
  const move = (by: number) =>
    setAt((before) => Math.max(0, Math.min(letters.length - 1, (before ?? -1) + by)));
  return (
    <div className={styles.view}>
      <section
        className={styles.text}
        aria-label={t("continue.written")}
        // biome-ignore lint/a11y/noNoninteractiveTabindex: it scrolls, and its letters are walked through.
        tabIndex={0}
        onPointerLeave={() => setAt(null)}
        onKeyDown={(event) => {
          const by = { ArrowRight: 1, ArrowLeft: -1 }[event.key];
          if (by === undefined) return;
          event.stopPropagation();
          move(by);
        }}
      >
        {read.map((each, place) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: a letter is its place.
          <Letter key={place} written={each} />
        ))}
        {letters.map((each, place) => (
          <Letter
            // biome-ignore lint/suspicious/noArrayIndexKey: a letter is its place.
            key={place}
            written={each}
            on
            chosen={place === at}
            onPoint={() => setAt(place)}
          />
        ))}
      </section>
      <div className={styles.others} aria-live="polite">
        {shown === undefined ? (
          <p className={styles.hint}>{t("continue.hint")}</p>
        ) : (
          <ol aria-label={t("continue.others")} title={t("continue.others")}>
            {shown.others.map(({ letter, share, kept }) => (
              <li key={letter} data-kept={kept} data-taken={letter === shown.letter}>
                <span>{letter === " " ? "␣" : seen(letter)}</span>
                {percent(share, 0)}
              </li>
            ))}
          </ol>
        )}
        {shown && <span>{t("writing.bits", { bits: decimal(shown.bits, 1) })}</span>}
      </div>
    </div>
  );
}

interface LetterProps {
  written: WrittenLetter;
  on?: boolean;
  chosen?: boolean;
  onPoint?: () => void;
}

function Letter({ written, on = false, chosen = false, onPoint }: LetterProps) {
  return (
    <span
      className={styles.letter}
      data-on={on}
      data-chosen={chosen}
      style={{ "--level": levelOf(written.bits) } as CSSProperties}
      onPointerEnter={onPoint}
    >
      {written.letter}
    </span>
  );
}

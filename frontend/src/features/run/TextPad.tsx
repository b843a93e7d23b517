import type { CSSProperties } from "react";
import { useTranslation } from "react-i18next";
import { inputField } from "@/api/dataFields";
import { isOfWords, lettersUnknown, piecesOf } from "@/api/tokens";
import { signedBytes } from "@/api/wire";
import { count } from "@/ui/format";
import type { PadProps } from "./inputs";
import styles from "./TextPad.module.css";

/** What the server takes at most. */
const MOST = 1_000;

/** A text of one's own, for a network that reads letter by letter. */
export function TextPad({ dataset, input, onInput, onClear, saliency }: PadProps) {
  const { t } = useTranslation("run");
  const text = input?.kind === "text" ? input.text : "";
  const names = (dataset && inputField(dataset)?.names) ?? [];
  const unknown = lettersUnknown(text, names);
  const words = isOfWords(names);
  const speaks = saliency && signedBytes(saliency.frame.gradient.values);
  return (
    <div className={styles.pad}>
      <textarea
        rows={2}
        value={text}
        maxLength={MOST}
        aria-label={t("drawing.text")}
        autoCapitalize={words ? "sentences" : "words"}
        autoComplete="off"
        autoCorrect="off"
        spellCheck={false}
        onChange={({ target }) =>
          target.value === "" ? onClear() : onInput({ kind: "text", text: target.value })
        }
      />
      {speaks && text !== "" && (
        <p className={styles.letters} aria-hidden>
          {piecesOf(text, names).map((letter, at) => (
            <span
              // biome-ignore lint/suspicious/noArrayIndexKey: a letter, or a word, is its place.
              key={at}
              data-sign={Math.sign(speaks[at] ?? 0)}
              style={{ "--share": Math.abs(speaks[at] ?? 0) / 127 } as CSSProperties}
            >
              {words ? `${letter} ` : letter}
            </span>
          ))}
        </p>
      )}
      {input?.kind === "sample" && (
        <p className={styles.note}>{t("drawing.sampleText", { sample: count(input.index) })}</p>
      )}
      {unknown.length > 0 && (
        <p className={styles.note}>
          {t(words ? "drawing.unknownWords" : "drawing.unknown", { letters: unknown.join(" ") })}
        </p>
      )}
    </div>
  );
}

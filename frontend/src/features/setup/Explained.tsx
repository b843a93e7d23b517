import { useTranslation } from "react-i18next";
import type { FieldSpec } from "@/schema/spec";
import { formulas } from "./formulas";
import styles from "./Setup.module.css";
import type { SetupWords } from "./useSetupWords";

interface ExplainedProps {
  /** Whose formulas: a member's kind. */
  of: string;
  fields: readonly FieldSpec[];
  words: SetupWords;
}

/** On demand: the formula, and one line about each control. */
export function Explained({ of, fields, words }: ExplainedProps) {
  const { t } = useTranslation("setup");
  const arithmetic = formulas[of];
  return (
    <details className={styles.explained}>
      <summary>{arithmetic === undefined ? t("explain.fields") : t("explain.formula")}</summary>
      {arithmetic !== undefined && (
        <>
          <p className={styles.formula} lang="en">
            {arithmetic.lines.map((line) => (
              <span key={line}>{line}</span>
            ))}
          </p>
          <p className={styles.note}>{t("explain.symbols")}</p>
        </>
      )}
      <dl className={styles.told}>
        {fields.map((field) => (
          <div key={field.name}>
            <dt>
              {words.label(field.name)}
              {arithmetic?.symbols[field.name] !== undefined && (
                <i> {arithmetic.symbols[field.name]}</i>
              )}
            </dt>
            <dd>{words.description(field)}</dd>
          </div>
        ))}
      </dl>
    </details>
  );
}

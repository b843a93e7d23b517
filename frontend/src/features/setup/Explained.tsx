import type { FieldSpec } from "@/schema/spec";
import { useSetupTexts } from "@/ui/laterTexts";
import styles from "./Setup.module.css";
import { symbols } from "./symbols";
import type { SetupWords } from "./useSetupWords";

interface Told {
  fields: readonly FieldSpec[];
  words: SetupWords;
}

interface ExplainedProps {
  /** Equations with a semicolon between them; empty where there is nothing to compute. */
  formula: string;
  /** The fields that stand together, with the words of what each group of them belongs to. */
  told: readonly Told[];
  /** What the letters mean that are no field's: those of training where nothing else is said. */
  letters?: string;
}

/** On demand: the formula, and one line about each control. */
export function Explained({ formula, told, letters }: ExplainedProps) {
  const { t } = useSetupTexts();
  const lines = formula === "" ? [] : formula.split(/;\s+/);
  return (
    <details className={styles.explained}>
      <summary>{t(lines.length === 0 ? "explain.fields" : "explain.formula")}</summary>
      {lines.length > 0 && (
        <>
          <p className={styles.formula} lang="en">
            {lines.map((line) => (
              <span key={line}>{line}</span>
            ))}
          </p>
          <p className={styles.note}>{letters ?? t("explain.symbols")}</p>
        </>
      )}
      <dl className={styles.told}>
        {told.flatMap(({ fields, words }) =>
          fields.map((field) => (
            <div key={words.label(field.name)}>
              <dt>
                {words.label(field.name)}
                {lines.length > 0 && symbols[field.name] !== undefined && (
                  <i> {symbols[field.name]}</i>
                )}
              </dt>
              <dd>{words.description(field)}</dd>
            </div>
          )),
        )}
      </dl>
    </details>
  );
}

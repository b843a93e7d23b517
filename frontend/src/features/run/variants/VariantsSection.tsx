import { type CSSProperties, useMemo } from "react";
import { watchedRun } from "@/api/runStore";
import { differences } from "@/graph/differences";
import { ownDocument, useDocument } from "@/graph/documentStore";
import { asVariant, variantOnCanvas, variantsOf } from "@/graph/variants";
import type { Variant } from "@/schema/schema.gen";
import { count } from "@/ui/format";
import { showMessage } from "@/ui/messages";
import { colourOf } from "@/views/curves/rivals";
import { useRun } from "@/views/run/useRun";
import { useDifferenceWords } from "../useDifferenceWords";
import { useRuns } from "../useRuns";
import { useFigure } from "./Members";
import { type Member, membersOf } from "./members";
import { takeVariant } from "./taking";
import { useVariantTexts } from "./useVariantTexts";
import styles from "./VariantsSection.module.css";

/** What each variant changes, how far it came, and the way to make it the document. */
export function VariantsSection() {
  const { t } = useVariantTexts();
  const own = useDocument(ownDocument);
  const runs = useRuns();
  const variants = variantsOf(own);
  const members = useMemo(() => membersOf(variants, runs), [variants, runs]);
  const shown = useMemo(() => variantOnCanvas(own), [own]);
  return (
    <section className={styles.section} aria-label={t("title")}>
      <h2 className={styles.heading}>
        {t("title")}
        <span>{t("count", { count: members.length })}</span>
      </h2>
      <p className={styles.text}>{t("about")}</p>
      <ol className={styles.list}>
        {members.map((member) => (
          <Row
            key={member.name}
            member={member}
            variants={variants}
            isDocument={member.name === shown}
          />
        ))}
      </ol>
    </section>
  );
}

interface RowProps {
  member: Member;
  variants: readonly Variant[];
  isDocument: boolean;
}

function Row({ member, variants, isDocument }: RowProps) {
  const { t } = useVariantTexts();
  const figureOf = useFigure();
  const share = useRun((state) => state.share);
  const watched = useRun((state) => state.run);
  const { name, run } = member;
  const colour = { "--run": run === null ? "transparent" : `var(${colourOf(run.number)})` };
  return (
    <li className={styles.row} data-document={isDocument}>
      <button
        type="button"
        className={styles.name}
        style={colour as CSSProperties}
        aria-current={run !== null && run.id === watched}
        disabled={run === null}
        onClick={() => run !== null && watchedRun.open(run.id, share)}
      >
        <i className={styles.swatch} aria-hidden="true" />
        {name}
      </button>
      <span className={styles.figure}>{figureOf(member)}</span>
      <p className={styles.said}>
        <Said name={name} variants={variants} />
      </p>
      <span className={styles.foot}>
        {run !== null && run.step > 0 && t("run:runs.step", { step: count(run.step) })}
      </span>
      {isDocument ? (
        <span className={styles.here}>{t("shown")}</span>
      ) : (
        <Take name={name} taken={t("taken", { name })} />
      )}
    </li>
  );
}

/** What it changes of the first; in one sentence. */
function Said({ name, variants }: { name: string; variants: readonly Variant[] }) {
  const { t } = useVariantTexts();
  const words = useDifferenceWords();
  const own = useDocument(ownDocument);
  const [first] = variants;
  const variant = variants.find((each) => each.name === name);
  const found = useMemo(
    () =>
      own === null || first === undefined || variant === undefined
        ? []
        : differences(asVariant(own, first), asVariant(own, variant)),
    [own, first, variant],
  );
  if (variant === first) return t("base");
  return words(found) || t("same");
}

function Take({ name, taken }: { name: string; taken: string }) {
  const { t } = useVariantTexts();
  return (
    <button
      type="button"
      className={styles.take}
      aria-label={`${t("take")}: ${name}`}
      onClick={() => {
        takeVariant(name);
        showMessage({ text: taken });
      }}
    >
      {t("take")}
    </button>
  );
}

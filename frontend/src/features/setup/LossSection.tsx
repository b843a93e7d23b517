import { UnionForm } from "@/form/UnionForm";
import { useDocument } from "@/graph/documentStore";
import type { AnyLoss, Forecasting, Supervised } from "@/schema/schema.gen";
import { setupCatalogue } from "@/schema/setupCatalogue.gen";
import type { Spec } from "@/schema/spec";
import { useSetupTexts } from "@/ui/laterTexts";
import { Explained } from "./Explained";
import styles from "./Setup.module.css";
import { setSetting } from "./setSetting";
import { useFieldProblems } from "./useFieldProblems";
import { useSetupWords } from "./useSetupWords";

const LOSSES: Readonly<Record<string, Spec>> = setupCatalogue.losses;
/** What stands for what in its formula. */
const LETTERS = {
  cross_entropy: "classes",
  binary_cross_entropy: "odds",
  hinge: "scores",
  mean_squared_error: "numbers",
  mean_absolute_error: "numbers",
  huber: "numbers",
} as const satisfies Record<AnyLoss["kind"], string>;
const PATH = ["algorithm", "loss"];

/** Of them those that compare numbers: a forecast is lowered by no other. */
const DISTANCES: Readonly<Record<string, Spec>> = Object.fromEntries(
  Object.entries(LOSSES).filter(([kind]) => LETTERS[kind as AnyLoss["kind"]] === "numbers"),
);

/** What is lowered, and where it does not go with what the network is to answer. */
export function LossSection({ algorithm }: { algorithm: Supervised | Forecasting }) {
  const { t } = useSetupTexts();
  const id = useDocument((state) => state.id);
  const readOnly = useDocument((state) => state.readOnly);
  const { input, target } = useFieldProblems("algorithm");
  const problems = useFieldProblems("algorithm.loss");
  const { loss } = algorithm;
  const words = useSetupWords("losses", loss.kind);
  const spec = LOSSES[loss.kind];
  const values: Readonly<Record<string, unknown>> = { ...loss };
  const unit = (field: string) => (values[field] === 0 ? t("training.off") : undefined);
  return (
    <section className={`${styles.section} ${styles.wide}`}>
      <UnionForm
        specs={algorithm.kind === "forecasting" ? DISTANCES : LOSSES}
        value={{ ...loss }}
        memory={`${id} loss`}
        onField={(field, value, stepping) => setSetting([...PATH, field], value, stepping)}
        onKind={(value) => setSetting(PATH, value)}
        label={t("training.loss")}
        description={t("training.lossNote")}
        kindLabel={(kind) => t(`losses.${kind as "huber"}`)}
        words={{ ...words, unit }}
        // Which target a loss takes is a matter of the loss.
        problem={target ?? input}
        problems={problems}
        disabled={readOnly}
      />
      {spec !== undefined && (
        <>
          <p className={styles.note}>{words.doc(spec)}</p>
          <Explained
            formula={spec.formula}
            told={[{ fields: spec.fields, words }]}
            letters={t(`explain.${LETTERS[loss.kind]}`)}
          />
        </>
      )}
    </section>
  );
}

import { UnionForm } from "@/form/UnionForm";
import { useDocument } from "@/graph/documentStore";
import type { AnyAdversarialLoss, AnyAlgorithm, AnyLoss } from "@/schema/schema.gen";
import { setupCatalogue } from "@/schema/setupCatalogue.gen";
import type { FieldSpec, Spec } from "@/schema/spec";
import { useSetupTexts } from "@/ui/laterTexts";
import { Explained } from "./Explained";
import styles from "./Setup.module.css";
import { setSetting } from "./setSetting";
import { useFieldProblems } from "./useFieldProblems";
import { useSetupWords } from "./useSetupWords";

type Known = Readonly<Record<string, Spec>>;

/** What stands for what in a formula. */
const LETTERS = {
  cross_entropy: "classes",
  binary_cross_entropy: "odds",
  hinge: "scores",
  mean_squared_error: "numbers",
  mean_absolute_error: "numbers",
  huber: "numbers",
} as const satisfies Record<AnyLoss["kind"], string>;
const PATH = ["algorithm", "loss"];

/** The field of an algorithm that says what is lowered, where it has one. */
export function lossField(kind: AnyAlgorithm["kind"]): FieldSpec | undefined {
  const spec: Spec = setupCatalogue.algorithms[kind];
  return spec.fields.find(({ name }) => name === "loss");
}

/** The family that all of these belong to, and what is known of each of them. */
function familyOf(options: readonly string[]): { family: "losses" | "games"; specs: Known } {
  const family = options.every((kind) => kind in setupCatalogue.losses) ? "losses" : "games";
  const known: Known = setupCatalogue[family];
  const specs = Object.entries(known).filter(([kind]) => options.includes(kind));
  return { family, specs: Object.fromEntries(specs) };
}

interface LossSectionProps {
  field: FieldSpec;
  /** As the document has it; without it, the usual one. */
  given: AnyLoss | AnyAdversarialLoss | undefined;
}

/** What is lowered, and where it does not go with what the network is to answer. */
export function LossSection({ field, given }: LossSectionProps) {
  const { t } = useSetupTexts();
  const id = useDocument((state) => state.id);
  const readOnly = useDocument((state) => state.readOnly);
  const { input, target } = useFieldProblems("algorithm");
  const problems = useFieldProblems("algorithm.loss");
  const loss = given ?? (field.default as AnyAdversarialLoss);
  const { family, specs } = familyOf(field.options ?? []);
  const words = useSetupWords(family, loss.kind);
  const spec = specs[loss.kind];
  const values: Readonly<Record<string, unknown>> = { ...loss };
  const unit = (field: string) => (values[field] === 0 ? t("training.off") : undefined);
  return (
    <section className={`${styles.section} ${styles.wide}`}>
      <UnionForm
        specs={specs}
        value={{ ...loss }}
        memory={`${id} loss`}
        onField={(field, value, stepping) => setSetting([...PATH, field], value, stepping)}
        onKind={(value) => setSetting(PATH, value)}
        label={t("training.loss")}
        description={t(family === "games" ? "training.gameNote" : "training.lossNote")}
        kindLabel={(kind) => t(`${family}.${kind}` as "losses.huber")}
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
            letters={t(
              family === "games"
                ? "explain.game"
                : `explain.${LETTERS[loss.kind as AnyLoss["kind"]]}`,
            )}
          />
        </>
      )}
    </section>
  );
}

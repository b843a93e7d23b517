import { FieldsForm } from "@/form/FieldsForm";
import { UnionForm } from "@/form/UnionForm";
import { useCheck } from "@/graph/checkStore";
import { useDocument } from "@/graph/documentStore";
import type { RoleOptimizer } from "@/schema/schema.gen";
import { setupCatalogue } from "@/schema/setupCatalogue.gen";
import type { FieldSpec, Spec } from "@/schema/spec";
import { useSetupTexts } from "@/ui/laterTexts";
import { Explained } from "./Explained";
import { SchedulePreview } from "./SchedulePreview";
import styles from "./Setup.module.css";
import { setSetting } from "./setSetting";
import { CLIP_FORMULA } from "./symbols";
import { useFieldProblems } from "./useFieldProblems";
import { useSetupWords } from "./useSetupWords";

const OPTIMIZERS: Readonly<Record<string, Spec>> = setupCatalogue.optimizers;
const SCHEDULES: Readonly<Record<string, Spec>> = setupCatalogue.schedules;
const OWN: Spec = setupCatalogue.settings.role_optimizer;
const BOUND: readonly FieldSpec[] = OWN.fields.filter(({ name }) =>
  ["clip_norm", "average"].includes(name),
);

interface SectionProps {
  /** The network that is trained so. */
  role: string;
  given: RoleOptimizer;
}

/** How the gradient becomes a step, and what bounds it before. */
export function OptimizerSection({ role, given }: SectionProps) {
  const { t } = useSetupTexts();
  const id = useDocument((state) => state.id);
  const readOnly = useDocument((state) => state.readOnly);
  const path = ["optimizers", role, "optimizer"];
  const problems = useFieldProblems(path.join("."));
  const bounds = useFieldProblems(`optimizers.${role}`);
  const { optimizer, clip_norm, average = 0 } = given;
  const bound: Readonly<Record<string, number>> = { clip_norm, average };
  const words = useSetupWords("optimizers", optimizer.kind);
  const own = useSetupWords("settings", OWN.kind);
  const spec = OPTIMIZERS[optimizer.kind];
  return (
    <section className={styles.section}>
      <UnionForm
        specs={OPTIMIZERS}
        value={{ ...optimizer }}
        memory={`${id} ${role} optimizer`}
        onField={(field, value, stepping) => setSetting([...path, field], value, stepping)}
        onKind={(value) => setSetting(path, value)}
        label={t("training.optimizer")}
        description={t("training.optimizerNote")}
        kindLabel={(kind) => t(`optimizers.${kind as "sgd"}`)}
        words={words}
        problems={problems}
        disabled={readOnly}
      />
      <FieldsForm
        fields={BOUND}
        values={bound}
        onChange={(field, value, stepping) =>
          setSetting(["optimizers", role, field], value, stepping)
        }
        words={{
          ...own,
          unit: (field) => (bound[field] === 0 ? t("training.off") : undefined),
        }}
        name={t("training.gradients")}
        problems={bounds}
        live={OWN.live_fields}
        disabled={readOnly}
      />
      {spec !== undefined && (
        <>
          <p className={styles.note}>{words.doc(spec)}</p>
          <Explained
            formula={`${spec.formula};  ${CLIP_FORMULA}`}
            told={[
              { fields: spec.fields, words },
              { fields: BOUND, words: own },
            ]}
          />
        </>
      )}
    </section>
  );
}

/** What becomes of the learning rate over the run, written and drawn. */
export function ScheduleSection({ role, given }: SectionProps) {
  const { t } = useSetupTexts();
  const id = useDocument((state) => state.id);
  const readOnly = useDocument((state) => state.readOnly);
  const totalSteps = useCheck((state) => state.answer?.total_steps ?? 0);
  const stepsPerEpoch = useCheck((state) => state.answer?.steps_per_epoch ?? 1);
  const path = ["optimizers", role, "schedule"];
  const problems = useFieldProblems(path.join("."));
  const { schedule, optimizer } = given;
  const words = useSetupWords("schedules", schedule.kind);
  const spec = SCHEDULES[schedule.kind];
  return (
    <section className={styles.section}>
      <UnionForm
        specs={SCHEDULES}
        value={{ ...schedule }}
        memory={`${id} ${role} schedule`}
        onField={(field, value, stepping) => setSetting([...path, field], value, stepping)}
        onKind={(value) => setSetting(path, value)}
        label={t("training.schedule")}
        description={t("training.scheduleNote")}
        kindLabel={(kind) => t(`schedules.${kind as "cosine"}`)}
        words={words}
        problems={problems}
        disabled={readOnly}
      />
      {totalSteps > 0 && (
        <SchedulePreview
          schedule={schedule}
          rates={{ base: optimizer.learning_rate, totalSteps, stepsPerEpoch }}
        />
      )}
      {spec !== undefined && (
        <>
          <p className={styles.note}>{words.doc(spec)}</p>
          <Explained formula={spec.formula} told={[{ fields: spec.fields, words }]} />
        </>
      )}
    </section>
  );
}

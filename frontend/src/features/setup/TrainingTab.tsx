import { useTranslation } from "react-i18next";
import { UnionForm } from "@/form/UnionForm";
import { useCheck } from "@/graph/checkStore";
import { useDocument } from "@/graph/documentStore";
import type { Experiment } from "@/schema/schema.gen";
import { setupCatalogue } from "@/schema/setupCatalogue.gen";
import type { Spec } from "@/schema/spec";
import { useRun } from "@/views/run/useRun";
import { Explained } from "./Explained";
import { InForce } from "./InForce";
import { RecordingSection } from "./RecordingSection";
import { GuardSection, RunSection } from "./RunSection";
import { SchedulePreview } from "./SchedulePreview";
import styles from "./Setup.module.css";
import { setSetting } from "./setSetting";
import { useFieldProblems } from "./useFieldProblems";
import { useSetupWords } from "./useSetupWords";
import { useSnapshotUnderWay } from "./useSnapshotUnderWay";

const OPTIMIZERS: Readonly<Record<string, Spec>> = setupCatalogue.optimizers;
const SCHEDULES: Readonly<Record<string, Spec>> = setupCatalogue.schedules;

/** How the experiment is trained: optimizer, schedule, batches, guards, seed, device, and what of it is recorded. */
export function TrainingTab() {
  const experiment = useDocument((state) => state.document);
  if (experiment === null) return null;
  return (
    <div className={styles.tab}>
      <LiveNote experiment={experiment} />
      <OptimizerSection experiment={experiment} />
      <ScheduleSection experiment={experiment} />
      <RunSection experiment={experiment} />
      <GuardSection experiment={experiment} />
      <RecordingSection experiment={experiment} />
    </div>
  );
}

/** While a run is under way: what of all this it takes up, and what it has otherwise. */
function LiveNote({ experiment }: SectionProps) {
  const { t } = useTranslation("setup");
  const asked = useSnapshotUnderWay();
  const readOnly = useDocument((state) => state.readOnly);
  const underWay = useRun((run) => run.state === "running" || run.state === "paused");
  if (!underWay || readOnly) return null;
  return (
    <div className={styles.live}>
      <i aria-hidden="true" />
      <div>
        <p>{t("training.live")}</p>
        {asked !== null && <InForce here={experiment} asked={asked} />}
      </div>
    </div>
  );
}

interface SectionProps {
  experiment: Experiment;
}

function OptimizerSection({ experiment }: SectionProps) {
  const { t } = useTranslation("setup");
  const id = useDocument((state) => state.id);
  const readOnly = useDocument((state) => state.readOnly);
  const problems = useFieldProblems();
  const { optimizer } = experiment.algorithm;
  const words = useSetupWords("optimizers", optimizer.kind);
  const spec = OPTIMIZERS[optimizer.kind];
  return (
    <section className={styles.section}>
      <UnionForm
        specs={OPTIMIZERS}
        value={{ ...optimizer }}
        memory={`${id} optimizer`}
        onField={(field, value, stepping) =>
          setSetting(["algorithm", "optimizer", field], value, stepping)
        }
        onKind={(value) => setSetting(["algorithm", "optimizer"], value)}
        label={t("training.optimizer")}
        description={t("training.optimizerNote")}
        kindLabel={(kind) => t(`optimizers.${kind as "sgd"}`)}
        words={words}
        problems={problems}
        disabled={readOnly}
      />
      {spec !== undefined && (
        <>
          <p className={styles.note}>{words.doc(spec)}</p>
          <Explained formula={spec.formula} fields={spec.fields} words={words} />
        </>
      )}
    </section>
  );
}

function ScheduleSection({ experiment }: SectionProps) {
  const { t } = useTranslation("setup");
  const id = useDocument((state) => state.id);
  const readOnly = useDocument((state) => state.readOnly);
  const problems = useFieldProblems();
  const totalSteps = useCheck((state) => state.answer?.total_steps ?? 0);
  const stepsPerEpoch = useCheck((state) => state.answer?.steps_per_epoch ?? 1);
  const { schedule, optimizer } = experiment.algorithm;
  const words = useSetupWords("schedules", schedule.kind);
  const spec = SCHEDULES[schedule.kind];
  return (
    <section className={styles.section}>
      <UnionForm
        specs={SCHEDULES}
        value={{ ...schedule }}
        memory={`${id} schedule`}
        onField={(field, value, stepping) =>
          setSetting(["algorithm", "schedule", field], value, stepping)
        }
        onKind={(value) => setSetting(["algorithm", "schedule"], value)}
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
          <Explained formula={spec.formula} fields={spec.fields} words={words} />
        </>
      )}
    </section>
  );
}

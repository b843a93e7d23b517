import { Dices } from "lucide-react";
import { useTranslation } from "react-i18next";
import { FieldRow, type Value } from "@/form/FieldRow";
import { FieldsForm } from "@/form/FieldsForm";
import form from "@/form/Form.module.css";
import { UnionForm } from "@/form/UnionForm";
import { useCheck } from "@/graph/checkStore";
import { documentStore, useDocument } from "@/graph/documentStore";
import { catalogue } from "@/schema/catalogue.gen";
import type { Experiment } from "@/schema/schema.gen";
import type { FieldSpec, Spec } from "@/schema/spec";
import { IconButton } from "@/ui/IconButton";
import { SchedulePreview } from "./SchedulePreview";
import styles from "./Setup.module.css";
import { useDevices } from "./useDevices";
import { useFieldProblems } from "./useFieldProblems";
import { useSetupWords } from "./useSetupWords";

const OPTIMIZERS: Readonly<Record<string, Spec>> = catalogue.optimizers;
const SCHEDULES: Readonly<Record<string, Spec>> = catalogue.schedules;
const ALGORITHM: Spec = catalogue.algorithms.supervised;
/** What few need stands last, below the rest. */
const RUN_FIELDS = ["batch_size", "epochs", "evaluations_per_epoch"];

function set(path: readonly string[], value: unknown): void {
  documentStore.getState().setExperiment(path, value);
}

/** How the experiment is trained: optimizer, schedule, batches, seed, device. */
export function TrainingTab() {
  const experiment = useDocument((state) => state.document);
  if (experiment === null) return null;
  return (
    <div className={styles.tab}>
      <OptimizerSection experiment={experiment} />
      <ScheduleSection experiment={experiment} />
      <RunSection experiment={experiment} />
    </div>
  );
}

interface SectionProps {
  experiment: Experiment;
}

function OptimizerSection({ experiment }: SectionProps) {
  const { t } = useTranslation("setup");
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
        onField={(field, value) => set(["algorithm", "optimizer", field], value)}
        onKind={(value) => set(["algorithm", "optimizer"], value)}
        label={t("training.optimizer")}
        description={t("training.optimizerNote")}
        kindLabel={(kind) => t(`optimizers.${kind as "sgd"}`)}
        words={words}
        problems={problems}
        live={["learning_rate"]}
        disabled={readOnly}
      />
      {spec !== undefined && <p className={styles.note}>{words.doc(spec)}</p>}
    </section>
  );
}

function ScheduleSection({ experiment }: SectionProps) {
  const { t } = useTranslation("setup");
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
        onField={(field, value) => set(["algorithm", "schedule", field], value)}
        onKind={(value) => set(["algorithm", "schedule"], value)}
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
      {spec !== undefined && <p className={styles.note}>{words.doc(spec)}</p>}
    </section>
  );
}

function RunSection({ experiment }: SectionProps) {
  const { t } = useTranslation("setup");
  const readOnly = useDocument((state) => state.readOnly);
  const problems = useFieldProblems();
  const words = useSetupWords("algorithms", experiment.algorithm.kind);
  const fields = RUN_FIELDS.flatMap((name) =>
    ALGORITHM.fields.filter((field) => field.name === name),
  );
  return (
    <section className={styles.section}>
      <FieldsForm
        fields={fields}
        values={{ ...experiment.algorithm }}
        onChange={(field, value) => set(["algorithm", field], value)}
        words={words}
        name={t("training.run")}
        problems={problems}
        disabled={readOnly}
      />
      <SeedRow seed={experiment.seed} disabled={readOnly} />
      <div className={form.form}>
        <DeviceRow device={experiment.device} disabled={readOnly} />
      </div>
      <p className={styles.note}>{t("training.runNote")}</p>
    </section>
  );
}

const LARGEST_SEED = 2 ** 31 - 1;

const SEED: FieldSpec = {
  name: "seed",
  description: "",
  type: "integer",
  minimum: 0,
  exclusive_minimum: null,
  maximum: LARGEST_SEED,
  exclusive_maximum: null,
  options: null,
  default: 0,
};

function SeedRow({ seed, disabled }: { seed: number; disabled: boolean }) {
  const { t } = useTranslation("setup");
  return (
    <div className={`${form.form} ${styles.seed}`}>
      <FieldRow
        field={SEED}
        value={seed}
        onChange={(value: Value) => set(["seed"], value)}
        label={t("training.seed")}
        description={t("training.seedNote")}
        disabled={disabled}
      />
      {!disabled && (
        <span className={styles.dice}>
          <IconButton
            size="sm"
            label={t("training.newSeed")}
            onClick={() => set(["seed"], Math.floor(Math.random() * 10_000))}
          >
            <Dices />
          </IconButton>
        </span>
      )}
    </div>
  );
}

function DeviceRow({ device, disabled }: { device: Experiment["device"]; disabled: boolean }) {
  const { t } = useTranslation("setup");
  const here = useDevices();
  const kinds = ["auto", "cpu", "cuda", "mps"] as const;
  const field: FieldSpec = {
    ...SEED,
    name: "device",
    type: "enum",
    options: kinds,
    default: "auto",
  };
  const name = (kind: string) => {
    const known = t(`devices.${kind as "cpu"}`);
    return here === null || kind === "auto" || here.includes(kind)
      ? known
      : t("absent", { device: known });
  };
  return (
    <FieldRow
      field={field}
      value={device}
      onChange={(value: Value) => set(["device"], value)}
      label={t("training.device")}
      description={t("training.deviceNote")}
      optionLabel={name}
      disabled={disabled}
    />
  );
}

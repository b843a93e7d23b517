import { Dices } from "lucide-react";
import { useTranslation } from "react-i18next";
import { FieldRow } from "@/form/FieldRow";
import { FieldsForm } from "@/form/FieldsForm";
import form from "@/form/Form.module.css";
import { useDocument } from "@/graph/documentStore";
import type { Experiment } from "@/schema/schema.gen";
import { setupCatalogue } from "@/schema/setupCatalogue.gen";
import type { FieldSpec, Spec } from "@/schema/spec";
import { IconButton } from "@/ui/IconButton";
import { Explained } from "./Explained";
import styles from "./Setup.module.css";
import { drawSeed, setSetting } from "./setSetting";
import { GUARDS_FORMULA } from "./symbols";
import { useDevices } from "./useDevices";
import { useFieldProblems } from "./useFieldProblems";
import { type SetupWords, useSetupWords } from "./useSetupWords";

const ALGORITHM: Spec = setupCatalogue.algorithms.supervised;
const RUN_FIELDS = ["batch_size", "epochs", "evaluations_per_epoch"];
const GUARDS = ["label_smoothing", "clip_norm", "early_stopping_patience", "keep_best"];

interface SectionProps {
  experiment: Experiment;
}

function fieldsOf(names: readonly string[]): FieldSpec[] {
  return names.flatMap((name) => ALGORITHM.fields.filter((field) => field.name === name));
}

interface AlgorithmFormProps extends SectionProps {
  fields: readonly FieldSpec[];
  words: SetupWords;
  name: string;
  unit?: (field: string) => string | undefined;
}

function AlgorithmForm({ experiment, fields, words, name, unit }: AlgorithmFormProps) {
  const readOnly = useDocument((state) => state.readOnly);
  const problems = useFieldProblems();
  return (
    <FieldsForm
      fields={fields}
      values={{ ...experiment.algorithm }}
      onChange={(field, value, stepping) => setSetting(["algorithm", field], value, stepping)}
      words={unit === undefined ? words : { ...words, unit }}
      name={name}
      problems={problems}
      live={ALGORITHM.live_fields}
      disabled={readOnly}
    />
  );
}

/** How long, in what portions, from which seed, and where. */
export function RunSection({ experiment }: SectionProps) {
  const { t } = useTranslation("setup");
  const readOnly = useDocument((state) => state.readOnly);
  const words = useSetupWords("algorithms", experiment.algorithm.kind);
  const fields = fieldsOf(RUN_FIELDS);
  return (
    <section className={styles.section}>
      <AlgorithmForm
        experiment={experiment}
        fields={fields}
        words={words}
        name={t("training.run")}
      />
      <SeedRow seed={experiment.seed} disabled={readOnly} />
      <div className={form.form}>
        <DeviceRow device={experiment.device} disabled={readOnly} />
      </div>
      <Explained formula="" fields={fields} words={words} />
      <p className={styles.note}>{t("training.runNote")}</p>
    </section>
  );
}

/** What keeps a run from going astray: off until wished. */
export function GuardSection({ experiment }: SectionProps) {
  const { t } = useTranslation("setup");
  const words = useSetupWords("algorithms", experiment.algorithm.kind);
  const fields = fieldsOf(GUARDS);
  const { algorithm } = experiment;
  const unit = (field: string) => {
    if (algorithm[field as keyof typeof algorithm] === 0) return t("training.off");
    return field === "early_stopping_patience" ? t("training.tests") : undefined;
  };
  return (
    <section className={styles.section}>
      <h3 className={styles.heading}>{t("training.guards")}</h3>
      <AlgorithmForm
        experiment={experiment}
        fields={fields}
        words={words}
        name={t("training.guards")}
        unit={unit}
      />
      <Explained formula={GUARDS_FORMULA} fields={fields} words={words} />
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
        onChange={(value, stepping) => setSetting(["seed"], value, stepping)}
        label={t("training.seed")}
        description={t("training.seedNote")}
        disabled={disabled}
      />
      {!disabled && (
        <span className={styles.dice}>
          <IconButton size="sm" label={t("training.newSeed")} onClick={drawSeed}>
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
      onChange={(value) => setSetting(["device"], value)}
      label={t("training.device")}
      description={t("training.deviceNote")}
      optionLabel={name}
      disabled={disabled}
    />
  );
}

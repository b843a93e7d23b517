import { Dices } from "lucide-react";
import { inputField } from "@/api/dataFields";
import { FieldRow } from "@/form/FieldRow";
import { FieldsForm } from "@/form/FieldsForm";
import form from "@/form/Form.module.css";
import { UnionForm } from "@/form/UnionForm";
import { useDocument } from "@/graph/documentStore";
import type { Experiment } from "@/schema/schema.gen";
import { setupCatalogue } from "@/schema/setupCatalogue.gen";
import type { FieldSpec, Spec } from "@/schema/spec";
import { IconButton } from "@/ui/IconButton";
import { useSetupTexts } from "@/ui/laterTexts";
import { useDataset } from "@/views/run/useDataset";
import { Explained } from "./Explained";
import styles from "./Setup.module.css";
import { drawSeed, setSetting } from "./setSetting";
import { useDevices } from "./useDevices";
import { useFieldProblems } from "./useFieldProblems";
import { type SetupWords, useSetupWords } from "./useSetupWords";

const PACE: Spec = setupCatalogue.settings.pace;
const LENGTHS: Readonly<Record<string, Spec>> = setupCatalogue.lengths;
const EVALUATIONS: Readonly<Record<string, Spec>> = setupCatalogue.evaluations;
const BATCH: readonly FieldSpec[] = PACE.fields.filter(({ name }) => name === "batch_size");
/** Where what enters differs in length. */
const BATCH_OVER_TIME: readonly FieldSpec[] = PACE.fields.filter(
  ({ name }) => name === "batch_size" || name === "by_length",
);

interface SectionProps {
  experiment: Experiment;
}

/** How long, in what portions, from which seed, and where. */
export function RunSection({ experiment }: SectionProps) {
  const { t } = useSetupTexts();
  const readOnly = useDocument((state) => state.readOnly);
  const { pace } = experiment;
  const words = useSetupWords("settings", PACE.kind);
  const lengthWords = useSetupWords("lengths", pace.length.kind);
  const evaluationWords = useSetupWords("evaluations", pace.evaluations.kind);
  const problems = useFieldProblems("pace");
  const data = useDataset();
  const sides = data === undefined ? [] : (inputField(data)?.value.sides ?? []);
  const fields = sides.some((side) => typeof side === "string") ? BATCH_OVER_TIME : BATCH;
  return (
    <section className={styles.section}>
      <FieldsForm
        fields={fields}
        values={{ by_length: false, ...pace }}
        onChange={(field, value, stepping) => setSetting(["pace", field], value, stepping)}
        words={words}
        name={t("training.run")}
        problems={problems}
        disabled={readOnly}
      />
      <PaceUnion
        name="length"
        value={{ ...pace.length }}
        specs={LENGTHS}
        own={words}
        words={lengthWords}
        kindLabel={(kind) => t(`lengths.${kind as "steps"}`)}
      />
      <PaceUnion
        name="evaluations"
        value={{ ...pace.evaluations }}
        specs={EVALUATIONS}
        own={words}
        words={evaluationWords}
        kindLabel={(kind) => t(`evaluations.${kind as "never"}`)}
      />
      <SeedRow seed={experiment.seed} disabled={readOnly} />
      <div className={form.form}>
        <DeviceRow device={experiment.device} disabled={readOnly} />
        <ThreadsRow threads={experiment.threads} disabled={readOnly} />
        <MemoryFormatRow form={experiment.memory_format} disabled={readOnly} />
      </div>
      <Explained
        formula=""
        told={[
          { fields, words },
          { fields: LENGTHS[pace.length.kind]?.fields ?? [], words: lengthWords },
          { fields: EVALUATIONS[pace.evaluations.kind]?.fields ?? [], words: evaluationWords },
        ]}
      />
      <p className={styles.note}>{t("training.runNote")}</p>
    </section>
  );
}

interface PaceUnionProps {
  /** Of the field of the pace that holds the union. */
  name: string;
  value: Readonly<Record<string, unknown>> & { readonly kind: string };
  specs: Readonly<Record<string, Spec>>;
  /** What the pace says of that field, and its member of its own. */
  own: SetupWords;
  words: SetupWords;
  kindLabel: (kind: string) => string;
}

function PaceUnion({ name, value, specs, own, words, kindLabel }: PaceUnionProps) {
  const id = useDocument((state) => state.id);
  const readOnly = useDocument((state) => state.readOnly);
  const problems = useFieldProblems(`pace.${name}`);
  const field = PACE.fields.find((each) => each.name === name);
  return (
    <UnionForm
      specs={specs}
      value={value}
      memory={`${id} ${name}`}
      onField={(of, given, stepping) => setSetting(["pace", name, of], given, stepping)}
      onKind={(given) => setSetting(["pace", name], given)}
      label={own.label(name)}
      description={field === undefined ? "" : own.description(field)}
      kindLabel={kindLabel}
      words={words}
      problems={problems}
      disabled={readOnly}
    />
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
  const { t } = useSetupTexts();
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
  const { t } = useSetupTexts();
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

/** Of the document; a run asks for no more than the machine has. */
const MOST_THREADS = 256;

function ThreadsRow({ threads, disabled }: { threads: number; disabled: boolean }) {
  const { t } = useSetupTexts();
  return (
    <FieldRow
      field={{ ...SEED, name: "threads", maximum: MOST_THREADS }}
      value={threads}
      onChange={(value, stepping) => setSetting(["threads"], value, stepping)}
      label={t("training.threads")}
      description={t("training.threadsNote")}
      unit={threads === 0 ? t("training.tried") : undefined}
      disabled={disabled}
    />
  );
}

interface MemoryFormatProps {
  form: Experiment["memory_format"];
  disabled: boolean;
}

function MemoryFormatRow({ form, disabled }: MemoryFormatProps) {
  const { t } = useSetupTexts();
  const options = ["auto", "contiguous", "channels_last"] as const;
  const field: FieldSpec = {
    ...SEED,
    name: "memory_format",
    type: "enum",
    options,
    default: "auto",
  };
  return (
    <FieldRow
      field={field}
      value={form}
      onChange={(value) => setSetting(["memory_format"], value)}
      label={t("training.memoryFormat")}
      description={t("training.memoryFormatNote")}
      optionLabel={(kind) => t(`memoryFormats.${kind as "auto"}`)}
      disabled={disabled}
    />
  );
}

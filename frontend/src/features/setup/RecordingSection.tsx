import { Switch } from "@mantine/core";
import { useId } from "react";
import type { ShownValue } from "@/form/FieldRow";
import { FieldsForm } from "@/form/FieldsForm";
import { useDocument } from "@/graph/documentStore";
import { type ProbeKind, useFinds } from "@/graph/finds";
import { isRead, probesOf, switched } from "@/graph/probes";
import type { AnyProbe, Experiment } from "@/schema/schema.gen";
import { setupCatalogue } from "@/schema/setupCatalogue.gen";
import type { FieldSpec, Spec } from "@/schema/spec";
import { useSetupTexts } from "@/ui/laterTexts";
import styles from "./RecordingSection.module.css";
import setup from "./Setup.module.css";
import { setSetting } from "./setSetting";
import { useFieldProblems } from "./useFieldProblems";
import { type SetupWords, useSetupWords } from "./useSetupWords";

const PROBES: Readonly<Record<ProbeKind, Spec>> = setupCatalogue.probes;
const KINDS = Object.keys(PROBES) as ProbeKind[];

/** Why a kind of probe may find nothing to read. */
const WHY = {
  feature_maps: "samples",
  gradient_maps: "scores",
  kernels: "filters",
  histograms: "samples",
  layer_health: "samples",
  confusion_matrix: "scores",
  predictions: "classes",
  residuals: "numbers",
  surface: "plane",
  detections: "boxes",
  forecasts: "series",
  seq_probe: "sequences",
  writing: "writes",
  pinned: "scores",
} as const satisfies Record<ProbeKind, string>;

/** What the next run is read for, and how often: the views show what was recorded. */
export function RecordingSection({ experiment }: { experiment: Experiment }) {
  const { t } = useSetupTexts();
  const finds = useFinds();
  const on = KINDS.filter((kind) => isRead(experiment, kind, finds)).length;
  return (
    <section className={setup.section}>
      <details className={styles.recording}>
        <summary className={setup.heading}>
          {t("recording.title")}
          <span>{t("recording.count", { on, all: KINDS.length })}</span>
        </summary>
        <p className={setup.note}>{t("recording.note")}</p>
        <ul className={styles.probes}>
          {KINDS.map((kind) => (
            <ProbeRow key={kind} experiment={experiment} kind={kind} />
          ))}
        </ul>
      </details>
    </section>
  );
}

/** One probe: its switch, what it is for, and while it is on its own fields. Where it finds nothing, why. */
function ProbeRow({ experiment, kind }: { experiment: Experiment; kind: ProbeKind }) {
  const { t } = useSetupTexts();
  const readOnly = useDocument((state) => state.readOnly);
  const words = useSetupWords("probes", kind);
  const id = useId();
  const spec = PROBES[kind];
  const finds = useFinds();
  // The first edit writes down what was recorded without anyone's choice.
  const probes = probesOf(experiment, PROBES, finds);
  const on = isRead(experiment, kind, finds);
  // What is read at each evaluation has no cadence of its own.
  const fields = spec.fields.filter(
    ({ name }) => spec.moment !== "evaluation" || name !== "every_ms",
  );
  const change = (at: number, field: string, value: unknown, stepping = false) => {
    const changed = probes.map((probe, index) =>
      index === at ? { ...probe, [field]: value } : probe,
    );
    setSetting(["probes"], changed, stepping);
  };
  return (
    <li>
      <div className={styles.probe}>
        <label htmlFor={id}>{t(`recording.probes.${kind}`)}</label>
        <Switch
          id={id}
          checked={on}
          disabled={readOnly || !finds(kind)}
          withThumbIndicator={false}
          aria-describedby={`${id}-doc`}
          onChange={() => setSetting(["probes"], switched(probes, PROBES, kind))}
        />
      </div>
      <p className={setup.note} id={`${id}-doc`}>
        {words.doc(spec)}
        {!finds(kind) && <b> {t(`recording.nothing.${WHY[kind]}`)}</b>}
      </p>
      {probes.map(
        (probe, at) =>
          probe.kind === kind &&
          on &&
          fields.length > 0 && (
            <ProbeForm
              // Two probes of one kind differ in their place alone.
              // biome-ignore lint/suspicious/noArrayIndexKey: the place is what they are known by
              key={at}
              at={at}
              probe={probe}
              fields={fields}
              words={words}
              onChange={(field, value, stepping) => change(at, field, value, stepping)}
            />
          ),
      )}
    </li>
  );
}

interface ProbeFormProps {
  /** Its place in the list. */
  at: number;
  probe: AnyProbe;
  fields: readonly FieldSpec[];
  words: SetupWords;
  onChange: (field: string, value: ShownValue, stepping?: boolean) => void;
}

function ProbeForm({ at, probe, fields, words, onChange }: ProbeFormProps) {
  const { t } = useSetupTexts();
  const readOnly = useDocument((state) => state.readOnly);
  const problems = useFieldProblems(`probes.${at}`);
  return (
    <FieldsForm
      fields={fields}
      values={{ ...probe }}
      onChange={onChange}
      words={words}
      name={t(`recording.probes.${probe.kind}`)}
      problems={problems}
      disabled={readOnly}
    />
  );
}

import { Switch } from "@mantine/core";
import { useId } from "react";
import { useTranslation } from "react-i18next";
import { FieldsForm } from "@/form/FieldsForm";
import { useDocument } from "@/graph/documentStore";
import { isRead, type ProbeKind, switched } from "@/graph/probes";
import type { Experiment } from "@/schema/schema.gen";
import { setupCatalogue } from "@/schema/setupCatalogue.gen";
import type { Spec } from "@/schema/spec";
import styles from "./RecordingSection.module.css";
import setup from "./Setup.module.css";
import { setSetting } from "./setSetting";
import { useSetupWords } from "./useSetupWords";

const PROBES: Readonly<Record<ProbeKind, Spec>> = setupCatalogue.probes;
const KINDS = Object.keys(PROBES) as ProbeKind[];

/** What the next run is read for, and how often: the views show what was recorded. */
export function RecordingSection({ experiment }: { experiment: Experiment }) {
  const { t } = useTranslation("setup");
  const on = KINDS.filter((kind) => isRead(experiment, kind)).length;
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

/** One probe: its switch, what it is for, and while it is on its own fields. */
function ProbeRow({ experiment, kind }: { experiment: Experiment; kind: ProbeKind }) {
  const { t } = useTranslation("setup");
  const readOnly = useDocument((state) => state.readOnly);
  const words = useSetupWords("probes", kind);
  const id = useId();
  const spec = PROBES[kind];
  const { probes } = experiment;
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
          checked={isRead(experiment, kind)}
          disabled={readOnly}
          withThumbIndicator={false}
          aria-describedby={`${id}-doc`}
          onChange={() => setSetting(["probes"], switched(probes, PROBES, kind))}
        />
      </div>
      <p className={setup.note} id={`${id}-doc`}>
        {words.doc(spec)}
      </p>
      {probes.map(
        (probe, at) =>
          probe.kind === kind &&
          fields.length > 0 && (
            <FieldsForm
              // Two probes of one kind differ in their place alone.
              // biome-ignore lint/suspicious/noArrayIndexKey: the place is what they are known by
              key={at}
              fields={fields}
              values={{ ...probe }}
              onChange={(field, value, stepping) => change(at, field, value, stepping)}
              words={words}
              name={t(`recording.probes.${kind}`)}
              disabled={readOnly}
            />
          ),
      )}
    </li>
  );
}

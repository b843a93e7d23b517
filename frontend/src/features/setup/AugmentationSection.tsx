import { Select } from "@mantine/core";
import { ChevronUp, X } from "lucide-react";
import { FieldsForm } from "@/form/FieldsForm";
import { documentStore, useDocument } from "@/graph/documentStore";
import type { AnyAugmentation, Experiment } from "@/schema/schema.gen";
import { setupCatalogue } from "@/schema/setupCatalogue.gen";
import type { Spec } from "@/schema/spec";
import { IconButton } from "@/ui/IconButton";
import { useSetupTexts } from "@/ui/laterTexts";
import styles from "./Augmentation.module.css";
import { AugmentationPreview } from "./AugmentationPreview";
import setup from "./Setup.module.css";
import { useFieldProblems } from "./useFieldProblems";
import { useSetupWords } from "./useSetupWords";

const SPECS: Readonly<Record<string, Spec>> = setupCatalogue.augmentations;
const MOST = 8;

type Kind = AnyAugmentation["kind"];

function fresh(kind: string): AnyAugmentation {
  const fields = SPECS[kind]?.fields.map((field) => [field.name, field.default]) ?? [];
  return { kind, ...Object.fromEntries(fields) } as AnyAugmentation;
}

/** What is done to the images that are learnt from, in its order, and what comes of it. */
export function AugmentationSection({ experiment }: { experiment: Experiment }) {
  const { t } = useSetupTexts();
  const readOnly = useDocument((state) => state.readOnly);
  const problem = Object.values(useFieldProblems("augmentation"))[0];
  const chosen = experiment.augmentation ?? [];
  const set = (next: readonly AnyAugmentation[]) =>
    documentStore.getState().setExperiment(["augmentation"], next);
  return (
    <section className={setup.section}>
      <h3 className={setup.heading}>{t("data.augmentation")}</h3>
      {chosen.length > 0 && (
        <ol className={styles.list}>
          {chosen.map((each, at) => (
            <Entry
              // Two of one kind are told apart by their place.
              // biome-ignore lint/suspicious/noArrayIndexKey: the place is what they are
              key={`${each.kind} ${at}`}
              value={each}
              disabled={readOnly}
              onChange={(next) => set(chosen.with(at, next))}
              onRemove={() => set(chosen.toSpliced(at, 1))}
              onUp={
                at === 0
                  ? undefined
                  : () => set(chosen.toSpliced(at - 1, 2, each, chosen[at - 1] ?? each))
              }
            />
          ))}
        </ol>
      )}
      {!readOnly && chosen.length < MOST && (
        <Select
          size="xs"
          aria-label={t("data.addAugmentation")}
          placeholder={t("data.addAugmentation")}
          data={Object.keys(SPECS).map((kind) => ({
            value: kind,
            label: t(`augmentations.${kind as Kind}`),
          }))}
          value={null}
          onChange={(kind) => kind !== null && set([...chosen, fresh(kind)])}
        />
      )}
      {problem !== undefined && <p className={setup.fault}>{problem}</p>}
      {chosen.length > 0 && problem === undefined && (
        <AugmentationPreview experiment={experiment} />
      )}
    </section>
  );
}

interface EntryProps {
  value: AnyAugmentation;
  disabled: boolean;
  onChange: (value: AnyAugmentation) => void;
  onRemove: () => void;
  onUp: (() => void) | undefined;
}

function Entry({ value, disabled, onChange, onRemove, onUp }: EntryProps) {
  const { t } = useSetupTexts();
  const words = useSetupWords("augmentations", value.kind);
  const spec = SPECS[value.kind];
  const name = t(`augmentations.${value.kind}`);
  if (spec === undefined) return null;
  return (
    <li className={styles.entry} aria-label={name}>
      <div className={styles.head}>
        <b>{name}</b>
        {!disabled && (
          <span>
            {onUp !== undefined && (
              <IconButton size="sm" label={t("data.augmentEarlier", { name })} onClick={onUp}>
                <ChevronUp />
              </IconButton>
            )}
            <IconButton size="sm" label={t("data.removeAugmentation", { name })} onClick={onRemove}>
              <X />
            </IconButton>
          </span>
        )}
      </div>
      <FieldsForm
        fields={spec.fields}
        values={{ ...value }}
        onChange={(field, to) => onChange({ ...value, [field]: to } as AnyAugmentation)}
        words={words}
        name={name}
        disabled={disabled}
      />
      <p className={setup.note}>{words.doc(spec)}</p>
    </li>
  );
}

import { Select } from "@mantine/core";
import { useId, useState } from "react";
import { classNames, sizeOf } from "@/api/dataFields";
import type { Split } from "@/api/datasets";
import type { FieldFault } from "@/form/bounds";
import { NumberField } from "@/form/NumberField";
import { useFaultText } from "@/form/useFaultText";
import type { DatasetBody } from "@/schema/schema.gen";
import { useSetupTexts } from "@/ui/laterTexts";
import { Segmented } from "@/ui/Segmented";
import type { SetDataset } from "@/views/run/useAsSet";
import type { SettingsPlace } from "./place";
import { SampleGrid } from "./SampleGrid";
import { SampleRow } from "./SampleRow";
import styles from "./Samples.module.css";
import setup from "./Setup.module.css";

const ALL = -1;

interface SampleBrowserProps {
  dataset: SetDataset;
  /** A sample of the test set to open at. */
  from?: number;
}

/** The samples: a few of every class, or page by page through one class or all; found by class or by number. */
export function SampleBrowser({ dataset, from }: SampleBrowserProps) {
  const { t } = useSetupTexts();
  const names = classNames(dataset);
  const [split, setSplit] = useState<Split>(from === undefined ? "train" : "test");
  const [place, setPlace] = useState<SettingsPlace | null>(
    from === undefined && names.length > 0 ? null : { label: ALL, start: from ?? 0 },
  );
  return (
    <section className={setup.section}>
      <h3 className={setup.heading}>
        {place === null ? t("data.byClass") : t("data.samples")}
        <Segmented<Split>
          label={t("data.split")}
          value={split}
          onChange={(next) => {
            setSplit(next);
            setPlace((now) => now && { ...now, start: 0 });
          }}
          segments={splitsOf(dataset).map((value) => ({ value, label: t(`data.${value}`) }))}
        />
      </h3>
      <Finder
        key={split}
        names={names}
        size={sizeOf(dataset, split)}
        label={place?.label ?? null}
        onPlace={setPlace}
      />
      {place === null ? (
        <ul className={styles.classes}>
          {names.map((name, label) => (
            <SampleRow
              key={name}
              dataset={dataset}
              split={split}
              label={label}
              name={name}
              onOpen={() => setPlace({ label, start: 0 })}
            />
          ))}
        </ul>
      ) : (
        <SampleGrid {...{ dataset, split, place }} onPlace={setPlace} />
      )}
    </section>
  );
}

const SPLITS = ["train", "validation", "test"] as const;

const splitsOf = (dataset: DatasetBody): readonly Split[] =>
  SPLITS.filter((split) => sizeOf(dataset, split) > 0);

interface FinderProps {
  names: readonly string[];
  size: number;
  label: number | null;
  onPlace: (place: SettingsPlace | null) => void;
}

/** By class, typed or chosen, and by number. */
function Finder({ names, size, label, onPlace }: FinderProps) {
  const { t } = useSetupTexts();
  const faultText = useFaultText();
  const id = useId();
  const [number, setNumber] = useState(1);
  const [fault, setFault] = useState<FieldFault | null>(null);
  const bounds = {
    type: "integer",
    minimum: 1,
    exclusive_minimum: null,
    maximum: size,
    exclusive_maximum: null,
  };
  const classes = [
    { value: String(ALL), label: t("data.all") },
    ...names.map((name, at) => ({ value: String(at), label: name })),
  ];
  return (
    <div className={styles.finder}>
      {names.length > 0 && (
        <Select
          size="xs"
          aria-label={t("data.chooseClass")}
          placeholder={t("data.chooseClass")}
          data={classes}
          value={label === null ? null : String(label)}
          searchable
          clearable
          clearButtonProps={{ "aria-label": t("data.overview") }}
          nothingFoundMessage={t("data.noClass")}
          onChange={(chosen) =>
            onPlace(chosen === null ? null : { label: Number(chosen), start: 0 })
          }
        />
      )}
      <label className={styles.number} htmlFor={id}>
        <span>{t("data.number")}</span>
        <NumberField
          id={id}
          value={number}
          bounds={bounds}
          wrong={fault !== null}
          onFault={setFault}
          onChange={(wanted) => {
            setNumber(wanted);
            onPlace({ label: ALL, start: wanted - 1 });
          }}
        />
      </label>
      {fault !== null && (
        <p className={styles.fault} role="alert">
          {faultText(fault)}
        </p>
      )}
    </div>
  );
}
